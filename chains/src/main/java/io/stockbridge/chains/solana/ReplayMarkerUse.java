package io.stockbridge.chains.solana;

import io.stockbridge.chains.SolanaChain;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.Arrays;
import java.util.Optional;

/** Finds the {@code AllocateWithSeed} of a replay marker among a transaction's instructions. */
final class ReplayMarkerUse {
  private static final byte[] ALLOCATE_WITH_SEED = {9, 0, 0, 0};

  private ReplayMarkerUse() {}

  /** Whether the transaction takes any marker of the chain's replay authority. */
  static boolean isIn(SolanaChain chain, ExecutedTransaction transaction) {
    return transaction.topLevel().stream()
        .anyMatch(instruction -> marker(chain, instruction).isPresent());
  }

  /** Whether the transaction takes that marker. */
  static boolean takes(SolanaChain chain, ExecutedTransaction transaction, SolanaAddress marker) {
    return transaction.error().isEmpty()
        && transaction.topLevel().stream()
            .anyMatch(instruction -> marker(chain, instruction).filter(marker::equals).isPresent());
  }

  private static Optional<SolanaAddress> marker(
      SolanaChain chain, ExecutedTransaction.Instruction instruction) {
    if (!instruction.program().equals(SolanaPrograms.SYSTEM)
        || instruction.accounts().isEmpty()
        || !SolanaRpc.startsWith(instruction.data(), ALLOCATE_WITH_SEED)) {
      return Optional.empty();
    }
    byte[] data = Hex.decode(instruction.data());
    if (data.length < ALLOCATE_WITH_SEED.length + 2 * Bytes32.LENGTH) {
      return Optional.empty();
    }
    byte[] base =
        Arrays.copyOfRange(
            data, ALLOCATE_WITH_SEED.length, ALLOCATE_WITH_SEED.length + Bytes32.LENGTH);
    byte[] owner = Arrays.copyOfRange(data, data.length - Bytes32.LENGTH, data.length);
    boolean ours =
        SolanaAddress.ofBytes(base).equals(chain.replayAuthority())
            && SolanaAddress.ofBytes(owner).equals(chain.memoProgram());
    return ours ? Optional.of(instruction.accounts().get(0)) : Optional.empty();
  }
}
