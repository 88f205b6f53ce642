package io.stockbridge.attestation.network;

import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.MultiplierReader;
import io.stockbridge.protocol.identifiers.DomainId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** This attester's own reader of every pinned chain. */
public final class ChainReaders {
  /** One chain's reader, once as each of the ports that it is. */
  public record Ports(ChainReader reader, MultiplierReader multipliers) {
    /** Both ports of a reader. */
    public static <R extends ChainReader & MultiplierReader> Ports of(R reader) {
      return new Ports(reader, reader);
    }
  }

  private final List<Ports> ports;
  private final Map<DomainId, ChainReader> byDomain;

  /** Readers of distinct chains. */
  public ChainReaders(List<Ports> ports) {
    this.ports = List.copyOf(ports);
    this.byDomain =
        ports.stream()
            .map(Ports::reader)
            .collect(Collectors.toMap(ChainReader::domain, Function.identity()));
  }

  /** All of them, in the order of the network description. */
  public List<Ports> all() {
    return ports;
  }

  /** The reader of that chain, or empty when the chain is not pinned. */
  public Optional<ChainReader> of(DomainId domain) {
    return Optional.ofNullable(byDomain.get(domain));
  }
}
