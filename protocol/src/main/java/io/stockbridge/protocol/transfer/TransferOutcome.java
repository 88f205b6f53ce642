package io.stockbridge.protocol.transfer;

import java.util.List;

/** What an event does to a transfer. */
public sealed interface TransferOutcome {

  /**
   * The transfer changed; store the status and do the effects.
   *
   * @param status the new status
   * @param effects what to do, in order
   */
  record Moved(TransferStatus status, List<TransferEffect> effects) implements TransferOutcome {
    /** Copies the effects. */
    public Moved {
      effects = List.copyOf(effects);
    }
  }

  /** The event is a duplicate or came too late to matter: nothing changes, nothing is wrong. */
  record Unchanged() implements TransferOutcome {}

  /**
   * The event contradicts the status: nothing changes, and an operator must learn of it.
   *
   * @param state the transfer's state
   * @param detail what does not fit
   */
  record Illegal(TransferState state, String detail) implements TransferOutcome {}
}
