package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;

/**
 * One line of a canonical registry contract.
 *
 * @param token 32 bytes; zero means that there is none
 */
public record CanonicalRecord(Isin isin, DomainId domain, UniversalAddress token) {
  /** What the line is about. */
  public Key key() {
    return new Key(isin, domain);
  }

  /** An asset on a chain. */
  public record Key(Isin isin, DomainId domain) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byIsin = isin.compareTo(other.isin);
      return byIsin != 0 ? byIsin : domain.compareTo(other.domain);
    }
  }
}
