package io.stockbridge.attestation.network;

import io.stockbridge.chains.ChainReader;
import io.stockbridge.protocol.identifiers.DomainId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** This attester's own reader of every pinned chain. */
public final class ChainReaders {
  private final List<ChainReader> readers;
  private final Map<DomainId, ChainReader> byDomain;

  /** Readers of distinct chains. */
  public ChainReaders(List<ChainReader> readers) {
    this.readers = List.copyOf(readers);
    this.byDomain =
        readers.stream().collect(Collectors.toMap(ChainReader::domain, Function.identity()));
  }

  /** All of them, in the order of the network description. */
  public List<ChainReader> all() {
    return readers;
  }

  /** The reader of that chain, or empty when the chain is not pinned. */
  public Optional<ChainReader> of(DomainId domain) {
    return Optional.ofNullable(byDomain.get(domain));
  }
}
