package io.stockbridge.attestation.network;

import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.protocol.identifiers.DomainId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** This attester's own way to send on every pinned EVM chain. */
public final class ChainSubmitters {
  private final List<EvmSubmitter> submitters;
  private final Map<DomainId, EvmSubmitter> byDomain;

  /** Submitters of distinct chains. */
  public ChainSubmitters(List<EvmSubmitter> submitters) {
    this.submitters = List.copyOf(submitters);
    this.byDomain =
        submitters.stream().collect(Collectors.toMap(EvmSubmitter::domain, Function.identity()));
  }

  /** All of them, in the order of the network description. */
  public List<EvmSubmitter> all() {
    return submitters;
  }

  /** The submitter of that chain, or empty when it is no pinned EVM chain. */
  public Optional<EvmSubmitter> of(DomainId domain) {
    return Optional.ofNullable(byDomain.get(domain));
  }
}
