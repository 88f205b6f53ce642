package io.stockbridge.chains;

import io.stockbridge.chains.MultiplierStep.Reason;
import io.stockbridge.protocol.units.ActionEpoch;
import java.time.Instant;
import java.util.Optional;

/**
 * One token's newest state as seen by an operation on one action, and the rules that decide from it
 * whether a transaction is sent; the same on every chain.
 *
 * @param action what the operation is about
 * @param epoch the token's epoch
 * @param shown whether the token shows exactly this action as pending
 * @param pendingAt when the pending action takes effect, whichever it is
 * @param time of the chain's clock
 */
public record ActionState(
    PendingMultiplier action,
    ActionEpoch epoch,
    boolean shown,
    Optional<Instant> pendingAt,
    Instant time) {

  /** The answer to a request to schedule; empty when a transaction is needed. */
  public Optional<MultiplierStep> beforeScheduling(ActionTiming timing) {
    if (isInForce() || shown) {
      return Optional.of(new MultiplierStep.InPlace());
    }
    if (!action.epoch().equals(epoch.next())) {
      return refused(Reason.EPOCH_NOT_NEXT, "the token's epoch is " + epoch);
    }
    Instant earliest = time.plus(timing.lead());
    boolean late =
        action.effectiveAt().isBefore(earliest)
            || pendingAt.filter(at -> at.isBefore(earliest)).isPresent();
    return late ? refused(Reason.TOO_LATE, "before " + earliest) : Optional.empty();
  }

  /** The answer to a request to withdraw; empty when a transaction is needed. */
  public Optional<MultiplierStep> beforeWithdrawing(ActionTiming timing) {
    if (isInForce()) {
      return refused(Reason.IN_FORCE, "the token's epoch is " + epoch);
    }
    if (!shown) {
      return Optional.of(new MultiplierStep.InPlace());
    }
    Instant earliest = time.plus(timing.lead());
    return action.effectiveAt().isBefore(earliest)
        ? refused(Reason.TOO_LATE, "before " + earliest)
        : Optional.empty();
  }

  /** The answer to a request to complete; empty when the action is due. */
  public Optional<MultiplierStep> beforeCompleting() {
    if (isInForce()) {
      return Optional.of(new MultiplierStep.InPlace());
    }
    if (!shown) {
      return refused(Reason.NOT_SCHEDULED, "the token's epoch is " + epoch);
    }
    return time.isBefore(action.effectiveAt())
        ? Optional.of(new MultiplierStep.TooEarly(action.effectiveAt()))
        : Optional.empty();
  }

  private boolean isInForce() {
    return !action.epoch().isAfter(epoch);
  }

  private static Optional<MultiplierStep> refused(Reason reason, String detail) {
    return Optional.of(new MultiplierStep.Refused(reason, detail));
  }
}
