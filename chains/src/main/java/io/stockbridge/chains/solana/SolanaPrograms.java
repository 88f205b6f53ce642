package io.stockbridge.chains.solana;

import io.stockbridge.protocol.identifiers.SolanaAddress;

/** Addresses of Solana's own programs, the same on every cluster. */
public final class SolanaPrograms {
  /** Creates accounts and moves lamports. */
  public static final SolanaAddress SYSTEM = SolanaAddress.SYSTEM_PROGRAM;

  /** Sets a transaction's compute-unit limit and price. */
  public static final SolanaAddress COMPUTE_BUDGET =
      SolanaAddress.of("ComputeBudget111111111111111111111111111111");

  /** Creates token accounts at addresses derived from wallet and mint. */
  public static final SolanaAddress ASSOCIATED_TOKEN =
      SolanaAddress.of("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");

  /** The first token program. */
  public static final SolanaAddress TOKEN =
      SolanaAddress.of("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");

  /** The token program with extensions. */
  public static final SolanaAddress TOKEN_2022 =
      SolanaAddress.of("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");

  private SolanaPrograms() {}
}
