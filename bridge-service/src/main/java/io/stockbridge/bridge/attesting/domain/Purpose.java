package io.stockbridge.bridge.attesting.domain;

import io.stockbridge.protocol.identifiers.DomainId;
import java.util.Locale;

/** What attesters are asked to sign. */
public enum Purpose {
  /** That the message may be minted at its destination. */
  MINT,
  /** That the custodian shall release the shares. */
  REDEEM;

  /** The purpose of a message that goes to {@code destination}. */
  public static Purpose towards(DomainId destination) {
    return destination.isCustody() ? REDEEM : MINT;
  }

  /** The word that records carry. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
