package io.stockbridge.chains;

import java.time.Instant;
import java.util.List;

/** What one transaction did, as far as burns go. */
public sealed interface TransactionLookup {

  /** No node of the quorum knows the transaction. */
  record NotFound() implements TransactionLookup {}

  /**
   * It is on the chain but may still be undone.
   *
   * @param height the block it stands in
   * @param retryAt when it is likely to be final
   */
  record NotFinal(long height, Instant retryAt) implements TransactionLookup {}

  /** It is on the chain and was reverted; it changed nothing. */
  record Failed(ChainPosition position, String reason) implements TransactionLookup {}

  /**
   * It is final.
   *
   * @param burns {@link ChainEvent.Burned} and {@link ChainEvent.UnroutableBurn}, none if it burned
   *     nothing of ours
   */
  record Found(ChainPosition position, List<ChainEvent> burns) implements TransactionLookup {
    /** Copies the list. */
    public Found {
      burns = List.copyOf(burns);
    }
  }
}
