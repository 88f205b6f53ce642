package io.stockbridge.chains.solana;

import io.stockbridge.chains.SolanaChain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.BurnMemo;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.List;

/**
 * A holder's burn on Solana with the memo that routes it (protocol §4), for any wallet to sign. The
 * burn is at top level and the memo right after it.
 */
public final class SolanaBurnTransaction {
  /** Enough for a burn of Token-2022 with every extension of our mints, and the memo. */
  private static final int COMPUTE_UNIT_LIMIT = 60_000;

  private SolanaBurnTransaction() {}

  /**
   * Builds the burn, unsigned; the holder signs and pays the fee.
   *
   * @param amount above zero
   * @param computeUnitPriceMicroLamports priority fee, ≥ 0
   * @throws IllegalArgumentException when the amount is zero or the memo is not readable back
   */
  public static SolanaTransaction build(
      SolanaChain chain,
      SolanaAddress holder,
      SolanaAddress mint,
      ShareAmount amount,
      BurnMemo memo,
      Bytes32 recentBlockhash,
      long computeUnitPriceMicroLamports) {
    if (amount.isZero() || computeUnitPriceMicroLamports < 0) {
      throw new IllegalArgumentException(
          "amount " + amount + ", compute-unit price " + computeUnitPriceMicroLamports);
    }
    SolanaAddress account = AssociatedTokenAccount.address(holder, mint, chain.tokenProgram());
    List<SolanaInstruction> instructions =
        List.of(
            SolanaInstructions.computeUnitLimit(COMPUTE_UNIT_LIMIT),
            SolanaInstructions.computeUnitPrice(computeUnitPriceMicroLamports),
            SolanaInstructions.burnChecked(chain.tokenProgram(), account, mint, holder, amount),
            SolanaInstructions.memo(chain.memoProgram(), memo.render()));
    return MessageCompiler.compile(holder, instructions, recentBlockhash);
  }
}
