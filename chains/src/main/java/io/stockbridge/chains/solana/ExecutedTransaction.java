package io.stockbridge.chains.solana;

import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A transaction that landed, and what it did to token accounts. Compared by value between nodes.
 *
 * @param signature its name
 * @param error the runtime's error as JSON, or empty when it passed
 * @param topLevel its own instructions in order
 * @param inner the instructions that programs issued, by the top-level instruction they stem from
 * @param before token accounts before it, by address
 * @param after token accounts after it, by address
 */
record ExecutedTransaction(
    String signature,
    long slot,
    Optional<String> error,
    List<Instruction> topLevel,
    Map<Integer, List<Instruction>> inner,
    Map<SolanaAddress, TokenBalance> before,
    Map<SolanaAddress, TokenBalance> after) {

  ExecutedTransaction {
    topLevel = List.copyOf(topLevel);
    inner = Map.copyOf(inner);
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /**
   * One instruction.
   *
   * @param data 0x-hex; of inner instructions only where the token program runs
   */
  record Instruction(SolanaAddress program, List<SolanaAddress> accounts, String data) {
    Instruction {
      accounts = List.copyOf(accounts);
    }
  }

  /** What a token account held. */
  record TokenBalance(SolanaAddress mint, Optional<SolanaAddress> owner, BigInteger amount) {}

  /** By how much all token accounts of the mint together grew. */
  BigInteger change(SolanaAddress mint) {
    return sum(after, mint).subtract(sum(before, mint));
  }

  /** Who owns the token account, as the node tells it. */
  Optional<SolanaAddress> ownerOf(SolanaAddress account) {
    TokenBalance balance = before.getOrDefault(account, after.get(account));
    return balance == null ? Optional.empty() : balance.owner();
  }

  private static BigInteger sum(Map<SolanaAddress, TokenBalance> balances, SolanaAddress mint) {
    return balances.values().stream()
        .filter(balance -> balance.mint().equals(mint))
        .map(TokenBalance::amount)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
