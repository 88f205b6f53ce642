package io.stockbridge.chains;

import java.util.Comparator;
import java.util.Optional;

/**
 * What became of a source event at its destination.
 *
 * @param state none, minted or cancelled
 * @param height the block or slot at which the chain said so
 * @param txId the transaction, where the chain tells it (Solana: the marker's transaction)
 */
public record MintStatus(State state, long height, Optional<String> txId) {
  /** By height, for comparing what several nodes say. */
  public static final Comparator<MintStatus> BY_HEIGHT =
      Comparator.comparingLong(MintStatus::height);

  /** Whether the event has its outcome. */
  public boolean isDone() {
    return state != State.NONE;
  }

  /** The three outcomes. */
  public enum State {
    /** Neither; it may still be minted. */
    NONE,
    /** Minted, once and for ever. */
    MINTED,
    /** Cancelled, so it can never be minted here. */
    CANCELLED
  }
}
