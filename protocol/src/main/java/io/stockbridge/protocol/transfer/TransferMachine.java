package io.stockbridge.protocol.transfer;

import static io.stockbridge.protocol.transfer.TransferState.ATTESTED;
import static io.stockbridge.protocol.transfer.TransferState.ATTESTING;
import static io.stockbridge.protocol.transfer.TransferState.CANCELLING;
import static io.stockbridge.protocol.transfer.TransferState.COMPLETED;
import static io.stockbridge.protocol.transfer.TransferState.DETECTED;
import static io.stockbridge.protocol.transfer.TransferState.FINALIZED;
import static io.stockbridge.protocol.transfer.TransferState.HELD;
import static io.stockbridge.protocol.transfer.TransferState.REFUNDED;
import static io.stockbridge.protocol.transfer.TransferState.REFUNDING;
import static io.stockbridge.protocol.transfer.TransferState.SUBMITTED;
import static io.stockbridge.protocol.transfer.TransferState.UNROUTABLE;

import io.stockbridge.protocol.transfer.TransferEvent.AttestationRequested;
import io.stockbridge.protocol.transfer.TransferEvent.CancelConfirmed;
import io.stockbridge.protocol.transfer.TransferEvent.CancelRequested;
import io.stockbridge.protocol.transfer.TransferEvent.Completed;
import io.stockbridge.protocol.transfer.TransferEvent.Finalized;
import io.stockbridge.protocol.transfer.TransferEvent.FoundUnroutable;
import io.stockbridge.protocol.transfer.TransferEvent.GateRefused;
import io.stockbridge.protocol.transfer.TransferEvent.QuorumReached;
import io.stockbridge.protocol.transfer.TransferEvent.RefundCompleted;
import io.stockbridge.protocol.transfer.TransferEvent.RefundStarted;
import io.stockbridge.protocol.transfer.TransferEvent.RoundExpired;
import io.stockbridge.protocol.transfer.TransferEvent.Submitted;
import io.stockbridge.protocol.transfer.TransferOutcome.Illegal;
import io.stockbridge.protocol.transfer.TransferOutcome.Moved;
import io.stockbridge.protocol.transfer.TransferOutcome.Unchanged;
import java.util.List;
import java.util.Optional;

/**
 * The life of a transfer as a pure function (protocol §8): never goes back, takes duplicates and
 * late events as nothing, and names what contradicts the state.
 */
public final class TransferMachine {
  private TransferMachine() {}

  /** What {@code event} does to a transfer of that status. */
  public static TransferOutcome apply(TransferStatus status, TransferEvent event) {
    return switch (event) {
      case Finalized e -> finalized(status);
      case FoundUnroutable e -> unroutable(status);
      case AttestationRequested e -> requested(status, e.round());
      case GateRefused e -> refused(status, e.hold());
      case QuorumReached e -> quorum(status, e.round());
      case RoundExpired e -> expired(status, e.round());
      case Submitted e -> submitted(status, e.reference());
      case Completed e -> completed(status, e.reference());
      case CancelRequested e -> cancelRequested(status);
      case CancelConfirmed e -> cancelConfirmed(status, e.reference());
      case RefundStarted e -> refundStarted(status);
      case RefundCompleted e -> refundCompleted(status, e.reference());
    };
  }

  private static TransferOutcome finalized(TransferStatus status) {
    return status.state() == DETECTED
        ? moved(status.at(FINALIZED), new TransferEffect.RequestAttestation(1, Optional.empty()))
        : new Unchanged();
  }

  private static TransferOutcome unroutable(TransferStatus status) {
    return switch (status.state()) {
      case DETECTED, FINALIZED -> moved(status.at(UNROUTABLE));
      case UNROUTABLE, REFUNDING, REFUNDED -> new Unchanged();
      case ATTESTING, HELD, ATTESTED, SUBMITTED, CANCELLING, COMPLETED ->
          illegal(status, "found unroutable after attesters were asked to mint it");
    };
  }

  private static TransferOutcome requested(TransferStatus status, int round) {
    if (round <= status.round()) {
      // The round may be a repeat of one that was held: asking again for it changes nothing.
      return new Unchanged();
    }
    if (round != status.round() + 1) {
      return illegal(status, "round " + round + " after round " + status.round());
    }
    return switch (status.state()) {
      case FINALIZED, ATTESTING, HELD -> moved(status.at(ATTESTING).withRound(round));
      case ATTESTED, SUBMITTED -> moved(status.withRound(round));
      case DETECTED, UNROUTABLE ->
          illegal(status, "attestation requested before it is final or without a destination");
      case CANCELLING, REFUNDING, COMPLETED, REFUNDED -> new Unchanged();
    };
  }

  private static TransferOutcome refused(TransferStatus status, Hold hold) {
    return switch (status.state()) {
      case ATTESTING -> moved(status.held(hold), retry(status, hold));
      case HELD ->
          status.hold().filter(hold::equals).isPresent()
              ? new Unchanged()
              : moved(status.held(hold), retry(status, hold));
      case ATTESTED, SUBMITTED, CANCELLING, REFUNDING, COMPLETED, REFUNDED -> new Unchanged();
      case DETECTED, FINALIZED, UNROUTABLE ->
          illegal(status, "refused before any attester was asked");
    };
  }

  private static TransferOutcome quorum(TransferStatus status, int round) {
    if (round < 1 || round > status.round()) {
      return illegal(status, "quorum in round " + round + " of " + status.round());
    }
    if (round <= status.submittedRound()) {
      return new Unchanged();
    }
    TransferEffect submit = new TransferEffect.Submit(round);
    return switch (status.state()) {
      case ATTESTING, HELD -> moved(status.at(ATTESTED).withSubmittedRound(round), submit);
      case ATTESTED, SUBMITTED -> moved(status.withSubmittedRound(round), submit);
      case CANCELLING, REFUNDING, COMPLETED, REFUNDED -> new Unchanged();
      case DETECTED, FINALIZED, UNROUTABLE -> illegal(status, "quorum before a request");
    };
  }

  private static TransferOutcome expired(TransferStatus status, int round) {
    if (round < 1 || round > status.round()) {
      return illegal(status, "round " + round + " of " + status.round() + " expired");
    }
    if (round < status.round()) {
      return new Unchanged();
    }
    int next = round + 1;
    TransferEffect again = new TransferEffect.RequestAttestation(next, Optional.empty());
    return switch (status.state()) {
      case ATTESTING, ATTESTED, SUBMITTED -> moved(status.withRound(next), again);
      case HELD, CANCELLING, REFUNDING, COMPLETED, REFUNDED -> new Unchanged();
      case DETECTED, FINALIZED, UNROUTABLE -> illegal(status, "expired before a request");
    };
  }

  private static TransferOutcome submitted(TransferStatus status, String reference) {
    return switch (status.state()) {
      case ATTESTED -> moved(status.at(SUBMITTED).withReference(reference));
      case SUBMITTED ->
          sameReference(status, reference)
              ? new Unchanged()
              : moved(status.withReference(reference));
      case CANCELLING, REFUNDING, COMPLETED, REFUNDED -> new Unchanged();
      case DETECTED, FINALIZED, ATTESTING, HELD, UNROUTABLE ->
          illegal(status, "submitted without signatures");
    };
  }

  private static TransferOutcome completed(TransferStatus status, String reference) {
    return switch (status.state()) {
      // Anybody may submit signed mints, so completion can overtake our own steps.
      case DETECTED, FINALIZED, ATTESTING, HELD, ATTESTED, SUBMITTED, CANCELLING ->
          moved(status.at(COMPLETED).withReference(reference));
      case COMPLETED -> new Unchanged();
      case UNROUTABLE, REFUNDING, REFUNDED ->
          illegal(status, "minted although it can only be refunded: " + reference);
    };
  }

  private static TransferOutcome cancelRequested(TransferStatus status) {
    return switch (status.state()) {
      case FINALIZED, ATTESTING, HELD, ATTESTED, SUBMITTED ->
          moved(status.at(CANCELLING), new TransferEffect.RequestCancel());
      case CANCELLING, REFUNDING, REFUNDED, UNROUTABLE -> new Unchanged();
      case DETECTED -> illegal(status, "cancelled before it is final");
      case COMPLETED -> illegal(status, "cancelled after it completed");
    };
  }

  private static TransferOutcome cancelConfirmed(TransferStatus status, String reference) {
    return switch (status.state()) {
      case FINALIZED, ATTESTING, HELD, ATTESTED, SUBMITTED, CANCELLING ->
          moved(status.at(REFUNDING).withReference(reference), new TransferEffect.StartRefund());
      case REFUNDING, REFUNDED -> new Unchanged();
      case DETECTED, UNROUTABLE -> illegal(status, "cancelled without being cancellable");
      case COMPLETED -> illegal(status, "minted and cancelled: " + reference);
    };
  }

  private static TransferOutcome refundStarted(TransferStatus status) {
    return switch (status.state()) {
      case UNROUTABLE -> moved(status.at(REFUNDING));
      case REFUNDING, REFUNDED -> new Unchanged();
      case DETECTED, FINALIZED, ATTESTING, HELD, ATTESTED, SUBMITTED, CANCELLING, COMPLETED ->
          illegal(status, "refund started although the mint is not ruled out");
    };
  }

  private static TransferOutcome refundCompleted(TransferStatus status, String reference) {
    return switch (status.state()) {
      case REFUNDING -> moved(status.at(REFUNDED).withReference(reference));
      case REFUNDED -> new Unchanged();
      case DETECTED,
          FINALIZED,
          ATTESTING,
          HELD,
          ATTESTED,
          SUBMITTED,
          UNROUTABLE,
          CANCELLING,
          COMPLETED ->
          illegal(status, "refunded although the mint is not ruled out: " + reference);
    };
  }

  private static TransferEffect retry(TransferStatus status, Hold hold) {
    return new TransferEffect.RequestAttestation(status.round() + 1, hold.retryAt());
  }

  private static boolean sameReference(TransferStatus status, String reference) {
    return status.destinationReference().filter(reference::equals).isPresent();
  }

  private static TransferOutcome moved(TransferStatus status, TransferEffect... effects) {
    return new Moved(status, List.of(effects));
  }

  private static TransferOutcome illegal(TransferStatus status, String detail) {
    return new Illegal(status.state(), detail);
  }
}
