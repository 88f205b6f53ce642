package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.SolanaAddress;

/**
 * A Solana cluster and the accounts on it.
 *
 * @param tokenProgram Token-2022
 * @param memoProgram the Memo program that burns and mints use and that owns replay markers
 * @param multisig the attesters' SPL multisig, mint authority of every mint
 * @param replayAuthority base of every replay marker; never changes
 * @param groupMint the Token-2022 group whose members are canonical
 * @param deployedAtSlot where events begin, ≥ 0
 */
public record SolanaChain(
    DomainId domain,
    String name,
    Caip2 caip2,
    SolanaAddress tokenProgram,
    SolanaAddress memoProgram,
    SolanaAddress multisig,
    SolanaAddress replayAuthority,
    SolanaAddress groupMint,
    long deployedAtSlot)
    implements ChainDescription {
  /** Checks what belongs together. */
  public SolanaChain {
    if (!domain.isSolana() || !caip2.isSolana()) {
      throw new IllegalArgumentException("domain " + domain + " is not Solana cluster " + caip2);
    }
    if (deployedAtSlot < 0) {
      throw new IllegalArgumentException("slot below zero: " + deployedAtSlot);
    }
  }
}
