package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.ChainHealth;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.rpc.RpcQuorum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is final on Solana. A slot may be skipped; then the block before it is the head. */
final class SolanaHeads {
  private static final int MAX_SKIPPED = 64;
  private static final int BLOCKS_PER_REQUEST = 25;
  private static final int KEPT = 8_192;

  private final RpcQuorum nodes;
  private final RecentlyRead<Long, ChainPosition> kept = new RecentlyRead<>(KEPT);

  SolanaHeads(RpcQuorum nodes) {
    this.nodes = nodes;
  }

  ChainPosition finalizedHead() {
    long slot =
        nodes.kthHighest(
            "finalized slot", node -> SolanaRpc.slot(node, SolanaRpc.FINALIZED), Long::longValue);
    for (long candidate = slot; candidate >= 0 && candidate > slot - MAX_SKIPPED; candidate--) {
      Optional<ChainPosition> block = block(candidate);
      if (block.isPresent()) {
        return block.get();
      }
    }
    throw new ChainUnavailableException(
        nodes.domain(), MAX_SKIPPED + " slots without a block up to " + slot);
  }

  Optional<ChainPosition> positionAt(long slot) {
    if (slot < 0 || slot > finalizedHead().height()) {
      return Optional.empty();
    }
    return block(slot);
  }

  /** The blocks of slots that hold transactions, by slot. */
  Map<Long, ChainPosition> blocks(Collection<Long> slots) {
    Map<Long, ChainPosition> found = new HashMap<>();
    List<Long> missing = new ArrayList<>();
    for (Long slot : slots) {
      kept.get(slot).ifPresentOrElse(block -> found.put(slot, block), () -> missing.add(slot));
    }
    for (int from = 0; from < missing.size(); from += BLOCKS_PER_REQUEST) {
      List<Long> chunk = missing.subList(from, Math.min(from + BLOCKS_PER_REQUEST, missing.size()));
      List<Optional<ChainPosition>> blocks =
          nodes.agree("block of slot " + chunk.get(0), node -> SolanaRpc.blocks(node, chunk));
      for (int i = 0; i < chunk.size(); i++) {
        long slot = chunk.get(i);
        ChainPosition block =
            blocks
                .get(i)
                .orElseThrow(() -> nodes.fault("slot " + slot + " holds a transaction, no block"));
        kept.put(slot, block);
        found.put(slot, block);
      }
    }
    return found;
  }

  /** The block of a final slot, or empty when the slot was skipped. */
  Optional<ChainPosition> block(long slot) {
    Optional<ChainPosition> known = kept.get(slot);
    if (known.isPresent()) {
      return known;
    }
    Optional<ChainPosition> block =
        nodes.agree("block of slot " + slot, node -> SolanaRpc.blocks(node, List.of(slot))).get(0);
    block.ifPresent(position -> kept.put(slot, position));
    return block;
  }

  ChainHealth health() {
    List<RpcQuorum.Outcome<Long>> outcomes =
        nodes.each(node -> SolanaRpc.slot(node, SolanaRpc.FINALIZED));
    long furthest = 0;
    for (RpcQuorum.Outcome<Long> outcome : outcomes) {
      if (outcome instanceof RpcQuorum.Outcome.Answered<Long> answered) {
        furthest = Math.max(furthest, answered.value());
      }
    }
    List<ChainHealth.Node> listed = new ArrayList<>();
    for (RpcQuorum.Outcome<Long> outcome : outcomes) {
      String address = outcome.node().address();
      listed.add(
          switch (outcome) {
            case RpcQuorum.Outcome.Answered<Long> answered ->
                new ChainHealth.Node(
                    address,
                    Optional.of(answered.value()),
                    Optional.of(furthest - answered.value()),
                    "");
            case RpcQuorum.Outcome.Failed<Long> failed ->
                new ChainHealth.Node(
                    address,
                    Optional.empty(),
                    Optional.empty(),
                    String.valueOf(failed.fault().getMessage()));
          });
    }
    try {
      return new ChainHealth(Optional.of(finalizedHead()), "", listed);
    } catch (ChainException e) {
      return new ChainHealth(Optional.empty(), String.valueOf(e.getMessage()), listed);
    }
  }
}
