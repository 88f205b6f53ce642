package io.stockbridge.protocol.transfer;

/**
 * Where a movement of shares stands (protocol §8). A state's {@link #rank} never falls: {@code
 * held} and {@code attesting} alternate on one rank, everything else only moves on.
 */
public enum TransferState {
  /** The source event was seen and may still be reorganised away. */
  DETECTED(0, false),
  /** The source event is final. */
  FINALIZED(1, false),
  /** The attesters have been asked. */
  ATTESTING(2, false),
  /** A gate refused for now; the reason says why and when to ask again. */
  HELD(2, false),
  /** Enough attesters have signed. */
  ATTESTED(3, false),
  /** The mint was sent, or the redemption was published to the custodian. */
  SUBMITTED(4, false),
  /** The burn names no valid destination; it can only be refunded. */
  UNROUTABLE(5, false),
  /** The attesters are asked to rule the mint out for ever. */
  CANCELLING(5, false),
  /** The mint is ruled out; the shares go back to the burner. */
  REFUNDING(6, false),
  /** The shares have arrived. */
  COMPLETED(7, true),
  /** The shares are back with the burner. */
  REFUNDED(7, true);

  private final int rank;
  private final boolean terminal;

  TransferState(int rank, boolean terminal) {
    this.rank = rank;
    this.terminal = terminal;
  }

  /** The position on the way; no event lowers it. */
  public int rank() {
    return rank;
  }

  /** Whether nothing happens any more. */
  public boolean isTerminal() {
    return terminal;
  }
}
