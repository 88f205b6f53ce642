package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.ChainHealth;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ReorgBelowFinalityException;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is final on an EVM chain. */
final class EvmHeads {
  private static final int BLOCKS_PER_REQUEST = 50;

  private final RpcQuorum nodes;

  EvmHeads(RpcQuorum nodes) {
    this.nodes = nodes;
  }

  ChainPosition finalizedHead() {
    ChainPosition head =
        nodes.kthHighest("finalized block", EvmRpc::finalized, ChainPosition::height);
    // Nodes at different heights: they must still agree on the hash at the common one.
    return canonical(head.height());
  }

  Optional<ChainPosition> positionAt(long height) {
    ChainPosition head = finalizedHead();
    if (height < 0 || height > head.height()) {
      return Optional.empty();
    }
    return Optional.of(height == head.height() ? head : canonical(height));
  }

  /** The block that a quorum has at {@code height}. */
  ChainPosition canonical(long height) {
    return canonical(List.of(height)).get(0);
  }

  List<ChainPosition> canonical(List<Long> heights) {
    List<ChainPosition> positions = new ArrayList<>();
    for (int from = 0; from < heights.size(); from += BLOCKS_PER_REQUEST) {
      List<Long> chunk = heights.subList(from, Math.min(from + BLOCKS_PER_REQUEST, heights.size()));
      String question = "blocks " + chunk.get(0) + "…" + chunk.get(chunk.size() - 1);
      positions.addAll(nodes.agree(question, node -> EvmRpc.blocksAt(node, chunk)));
    }
    return positions;
  }

  /** Checks that a position that was final is still on the chain. */
  void requireCanonical(String what, ChainPosition position) {
    ChainPosition now = canonical(position.height());
    if (!now.hash().equals(position.hash())) {
      throw new ReorgBelowFinalityException(
          nodes.domain(),
          what
              + " at block "
              + position.height()
              + " was "
              + position.hash()
              + ", the chain has "
              + now.hash());
    }
  }

  ChainHealth health() {
    List<RpcQuorum.Outcome<ChainPosition>> outcomes = nodes.each(EvmRpc::finalized);
    long furthest = 0;
    for (RpcQuorum.Outcome<ChainPosition> outcome : outcomes) {
      if (outcome instanceof RpcQuorum.Outcome.Answered<ChainPosition> answered) {
        furthest = Math.max(furthest, answered.value().height());
      }
    }
    List<ChainHealth.Node> listed = new ArrayList<>();
    for (RpcQuorum.Outcome<ChainPosition> outcome : outcomes) {
      listed.add(describe(outcome, furthest));
    }
    try {
      return new ChainHealth(Optional.of(finalizedHead()), "", listed);
    } catch (ChainException e) {
      return new ChainHealth(Optional.empty(), String.valueOf(e.getMessage()), listed);
    }
  }

  private static ChainHealth.Node describe(
      RpcQuorum.Outcome<ChainPosition> outcome, long furthest) {
    RpcNode node = outcome.node();
    return switch (outcome) {
      case RpcQuorum.Outcome.Answered<ChainPosition> answered ->
          new ChainHealth.Node(
              node.address(),
              Optional.of(answered.value().height()),
              Optional.of(furthest - answered.value().height()),
              "");
      case RpcQuorum.Outcome.Failed<ChainPosition> failed ->
          new ChainHealth.Node(
              node.address(),
              Optional.empty(),
              Optional.empty(),
              String.valueOf(failed.fault().getMessage()));
    };
  }
}
