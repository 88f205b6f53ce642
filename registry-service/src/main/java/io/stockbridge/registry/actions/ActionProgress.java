package io.stockbridge.registry.actions;

import io.stockbridge.registry.actions.ChainTarget.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which state of a corporate action follows from its time and from what chains show. Pure. */
final class ActionProgress {

  private ActionProgress() {}

  /** The next state, empty while nothing follows. */
  static Optional<ActionState> next(
      CorporateAction action, List<ChainTarget> targets, Instant now) {
    Instant effectiveAt = action.terms().effectiveAt();
    return switch (action.state()) {
      case ANNOUNCED, COMPLETED, CANCELLED -> Optional.empty();
      case SCHEDULED ->
          effectiveAt != null && !now.isBefore(effectiveAt)
              ? Optional.of(ActionState.EFFECTIVE)
              : Optional.empty();
      case EFFECTIVE -> all(targets, State.IN_FORCE, ActionState.COMPLETED);
      case CANCELLING -> all(targets, State.WITHDRAWN, ActionState.CANCELLED);
    };
  }

  private static Optional<ActionState> all(
      List<ChainTarget> targets, State state, ActionState then) {
    return targets.stream().allMatch(target -> target.state() == state)
        ? Optional.of(then)
        : Optional.empty();
  }
}
