package io.stockbridge.chains;

/** What a call would do now. */
public sealed interface EvmSimulation {
  /** It passes and needs about that much gas. */
  record Passes(long gas) implements EvmSimulation {}

  /** It reverts. */
  record Reverts(ContractError error) implements EvmSimulation {}
}
