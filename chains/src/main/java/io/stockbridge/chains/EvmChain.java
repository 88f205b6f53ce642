package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;

/**
 * An EVM chain and the contracts on it.
 *
 * @param domain the EIP-155 chain id
 * @param gateway burns and mints
 * @param snapshotOracle keeps attested snapshots and caps
 * @param canonicalRegistry says which token is canonical
 * @param deployedAtBlock where events begin, ≥ 0
 */
public record EvmChain(
    DomainId domain,
    String name,
    Caip2 caip2,
    EvmAddress gateway,
    EvmAddress snapshotOracle,
    EvmAddress canonicalRegistry,
    long deployedAtBlock)
    implements ChainDescription {
  /** Checks what belongs together. */
  public EvmChain {
    if (!domain.isEvm() || !caip2.equals(Caip2.ofEvm(domain))) {
      throw new IllegalArgumentException("domain " + domain + " is not EVM chain " + caip2);
    }
    if (deployedAtBlock < 0) {
      throw new IllegalArgumentException("block below zero: " + deployedAtBlock);
    }
  }
}
