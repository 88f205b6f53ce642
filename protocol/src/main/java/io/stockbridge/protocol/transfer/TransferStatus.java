package io.stockbridge.protocol.transfer;

import java.util.Optional;

/**
 * A transfer's state with what the machine must remember to decide about the next event.
 *
 * @param state where it stands
 * @param round how many rounds of attestation were requested; 0 before the first
 * @param submittedRound the newest round whose signatures were handed to submission; 0 before
 * @param hold why it waits; present exactly in {@link TransferState#HELD}
 * @param destinationReference the newest transaction or publication at the destination
 */
public record TransferStatus(
    TransferState state,
    int round,
    int submittedRound,
    Optional<Hold> hold,
    Optional<String> destinationReference) {

  /** A transfer whose source event was just seen. */
  public static final TransferStatus DETECTED =
      new TransferStatus(TransferState.DETECTED, 0, 0, Optional.empty(), Optional.empty());

  /** Checks that the parts fit together. */
  public TransferStatus {
    if (round < 0 || submittedRound < 0 || submittedRound > round) {
      throw new IllegalArgumentException("rounds " + submittedRound + " of " + round);
    }
    if (hold.isPresent() != (state == TransferState.HELD)) {
      throw new IllegalArgumentException("a hold belongs to the state HELD and no other");
    }
  }

  TransferStatus at(TransferState next) {
    return new TransferStatus(next, round, submittedRound, Optional.empty(), destinationReference);
  }

  TransferStatus held(Hold reason) {
    return new TransferStatus(
        TransferState.HELD, round, submittedRound, Optional.of(reason), destinationReference);
  }

  TransferStatus withRound(int next) {
    return new TransferStatus(state, next, submittedRound, hold, destinationReference);
  }

  TransferStatus withSubmittedRound(int next) {
    return new TransferStatus(state, round, next, hold, destinationReference);
  }

  TransferStatus withReference(String reference) {
    return new TransferStatus(state, round, submittedRound, hold, Optional.of(reference));
  }
}
