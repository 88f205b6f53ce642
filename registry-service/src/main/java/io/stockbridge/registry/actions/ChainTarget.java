package io.stockbridge.registry.actions;

import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.Wire;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What is wanted of one asset's token on one chain, and how far it is.
 *
 * @param place which token, for which action
 * @param aim what it shall show
 * @param goal whether it shall show it, or no longer
 * @param state what it showed at finality last
 * @param sending what was sent
 * @param seen where the state stands that was read last
 * @param problem why it is not further, empty when nothing is in the way
 */
record ChainTarget(
    Place place,
    Aim aim,
    Goal goal,
    State state,
    Sending sending,
    Optional<Seen> seen,
    String problem) {

  /** Which token, for which action. */
  record Place(String actionId, Isin isin, DomainId domain, String chain) {}

  /**
   * What the token shall show.
   *
   * @param multiplier shares per token
   * @param epoch the asset's epoch that comes with it
   * @param agreedAt when the action takes effect
   * @param effectiveAt when it takes effect on this chain: later where it could not be told in time
   */
  record Aim(Multiplier multiplier, ActionEpoch epoch, Instant agreedAt, Instant effectiveAt) {}

  /**
   * What was sent.
   *
   * @param count how many transactions
   * @param newest the last of them
   * @param seenPending whether the chain showed the action as pending since it was sent
   * @param failures attempts in a row that came to nothing
   */
  record Sending(int count, Optional<Sent> newest, boolean seenPending, int failures) {

    /** Nothing was. */
    static final Sending NOTHING = new Sending(0, Optional.empty(), false, 0);

    /** When the newest was sent. */
    Optional<Instant> lastAt() {
      return newest.map(Sent::at);
    }
  }

  /** A transaction, noted before it was sent. */
  record Sent(String operation, String txId, Instant at) {}

  /** Where a state that was read stands on its chain. */
  record Seen(long height, Instant at) {}

  /** Whether the action is wanted. */
  enum Goal {
    /** Yes. */
    APPLY,
    /** It was cancelled. */
    WITHDRAW;

    String wire() {
      return Wire.of(this);
    }
  }

  /** What a chain showed. */
  enum State {
    /** Nothing, and nothing was sent. */
    DUE,
    /** Nothing yet of what was sent. */
    SENT,
    /** The action as pending, at finality. */
    PENDING,
    /** The action's epoch, at finality. */
    IN_FORCE,
    /** Nothing of a cancelled action any more. */
    WITHDRAWN;

    String wire() {
      return Wire.of(this);
    }

    boolean isEnd() {
      return this == IN_FORCE || this == WITHDRAWN;
    }
  }

  /** The action as the chain shall show it. */
  PendingMultiplier action() {
    return new PendingMultiplier(
        new BigDecimal(aim.multiplier().scaled(), Multiplier.DECIMALS),
        aim.effectiveAt(),
        aim.epoch());
  }

  /**
   * Whether the chain is not where it should be.
   *
   * @param overdue what was agreed for before that time is late
   */
  boolean isLagging(Instant overdue) {
    return !state.isEnd() && (!problem.isEmpty() || aim.agreedAt().isBefore(overdue));
  }
}
