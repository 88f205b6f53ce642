package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads accounts of finalized state through the quorum. */
final class SolanaAccounts {
  private static final int ATTEMPTS = 4;
  private static final int MAX_SKIPPED = 64;

  private final RpcQuorum nodes;
  private final SolanaHeads heads;

  SolanaAccounts(RpcQuorum nodes, SolanaHeads heads) {
    this.nodes = nodes;
    this.heads = heads;
  }

  /**
   * Accounts in finalized state, all at one slot, as a quorum sees them. Nodes are at different
   * slots for moments: values that differ at different slots are asked for again, values that
   * differ at one slot are a disagreement.
   */
  SolanaRpc.Accounts finalized(List<SolanaAddress> addresses, long minSlot) {
    if (addresses.size() > SolanaRpc.MAX_ACCOUNTS) {
      throw new IllegalArgumentException(
          "at most " + SolanaRpc.MAX_ACCOUNTS + " accounts at once, not " + addresses.size());
    }
    String question = "accounts " + addresses;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<RpcQuorum.Outcome.Answered<SolanaRpc.Accounts>> answers =
          nodes.atLeastQuorum(
              question, node -> SolanaRpc.accounts(node, addresses, SolanaRpc.FINALIZED, minSlot));
      Set<Long> slots = new HashSet<>();
      Set<List<Optional<SolanaRpc.Account>>> values = new HashSet<>();
      long lowest = Long.MAX_VALUE;
      for (RpcQuorum.Outcome.Answered<SolanaRpc.Accounts> answer : answers) {
        slots.add(answer.value().slot());
        values.add(answer.value().accounts());
        lowest = Math.min(lowest, answer.value().slot());
      }
      if (values.size() == 1) {
        return new SolanaRpc.Accounts(lowest, values.iterator().next());
      }
      if (slots.size() == 1) {
        return nodes.same(question, answers);
      }
    }
    throw new ChainUnavailableException(
        nodes.domain(), question + ": nodes were never at one slot while the accounts changed");
  }

  /** The node's slot as a position; a slot without block counts as the block before it. */
  ChainPosition at(long slot) {
    for (long candidate = slot; candidate >= 0 && slot - candidate < MAX_SKIPPED; candidate--) {
      Optional<ChainPosition> block = heads.block(candidate);
      if (block.isPresent()) {
        return new ChainPosition(slot, block.get().hash(), block.get().time());
      }
    }
    throw new ChainUnavailableException(nodes.domain(), "no block near slot " + slot);
  }
}
