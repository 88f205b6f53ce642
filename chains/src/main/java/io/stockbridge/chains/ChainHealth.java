package io.stockbridge.chains;

import java.util.List;
import java.util.Optional;

/**
 * How the nodes of one chain do.
 *
 * @param head the newest position that a quorum has finalized, if one has
 * @param detail why there is no head, or empty
 * @param nodes each node
 */
public record ChainHealth(Optional<ChainPosition> head, String detail, List<Node> nodes) {
  /** Copies the list. */
  public ChainHealth {
    nodes = List.copyOf(nodes);
  }

  /** Whether a quorum answers alike. */
  public boolean isUp() {
    return head.isPresent();
  }

  /**
   * One node.
   *
   * @param address its URL without credentials or path
   * @param finalizedHeight what it calls final, if it answered
   * @param lag blocks behind the node that is furthest, if it answered
   * @param detail the fault, or empty
   */
  public record Node(
      String address, Optional<Long> finalizedHeight, Optional<Long> lag, String detail) {}
}
