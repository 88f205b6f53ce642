package io.stockbridge.registry.actions;

import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.registry.actions.ChainTarget.State;
import io.stockbridge.registry.assets.Wire;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What follows from what a chain shows at finality. Pure.
 *
 * <p>A transaction that was sent may still land for {@code lead}; nothing is concluded from its
 * absence before. On EVM chains one that is stuck may land later, but not after the time that it
 * schedules for.
 */
final class ChainRules {

  /** Beyond the lead, so that the transaction itself comes in time. */
  private static final Duration SENDING_TIME = Duration.ofSeconds(10);

  private final Duration lead;

  ChainRules(Duration lead) {
    this.lead = lead;
  }

  /** What a driver asks of a chain. */
  enum Operation {
    /** Show the action as pending. */
    SCHEDULE,
    /** No longer show it. */
    WITHDRAW,
    /** Move the epoch. */
    COMPLETE;

    String wire() {
      return Wire.of(this);
    }
  }

  /** What follows. */
  sealed interface Decision {
    /** The chain is where it shall be. */
    record Settled(State state) implements Decision {}

    /** Nothing to do before {@code until}. */
    record Wait(State state, Instant until, String problem) implements Decision {}

    /** A transaction is missing. */
    record Act(State state, Operation operation, PendingMultiplier action) implements Decision {}

    /** It takes effect on this chain at that time instead: later than agreed. */
    record Move(Instant effectiveAt) implements Decision {}

    /** It was cancelled too late: this chain has it, or will. */
    record Irrevocable(String detail) implements Decision {}
  }

  /**
   * What follows for a target.
   *
   * @param shown what the token shows at finality, empty without a token
   * @param chainTime of that state
   * @param now by our clock
   */
  Decision decide(
      ChainTarget target, Optional<TokenMultiplier> shown, Instant chainTime, Instant now) {
    return switch (target.goal()) {
      case APPLY -> apply(target, shown, chainTime, now);
      case WITHDRAW -> withdraw(target, shown, now);
    };
  }

  private Decision apply(
      ChainTarget target, Optional<TokenMultiplier> shown, Instant chainTime, Instant now) {
    if (shown.isEmpty()) {
      return blocked(target, now, "the chain shows no token of " + target.place().isin());
    }
    TokenMultiplier token = shown.get();
    PendingMultiplier wanted = target.action();
    if (!wanted.epoch().isAfter(token.epoch())) {
      boolean other =
          wanted.epoch().equals(token.epoch())
              && !same(target.place().domain(), wanted.multiplier(), token.multiplier())
              && token.pending().isEmpty();
      return other
          ? blocked(
              target,
              now,
              "it shows epoch %s with multiplier %s"
                  .formatted(token.epoch(), token.multiplier().toPlainString()))
          : new Decision.Settled(State.IN_FORCE);
    }
    if (!wanted.epoch().equals(token.epoch().next())) {
      return blocked(
          target, now, "its epoch is %s, not before %s".formatted(token.epoch(), wanted.epoch()));
    }
    Optional<PendingMultiplier> pending =
        token
            .pending()
            .filter(p -> same(target.place().domain(), wanted.multiplier(), p.multiplier()))
            .filter(p -> !p.effectiveAt().isBefore(target.aim().agreedAt()));
    return pending.isPresent()
        ? shownAs(target, pending.get(), chainTime, now)
        : schedule(target, now);
  }

  private Decision shownAs(
      ChainTarget target, PendingMultiplier pending, Instant chainTime, Instant now) {
    if (!pending.effectiveAt().equals(target.aim().effectiveAt())) {
      return new Decision.Move(pending.effectiveAt());
    }
    if (chainTime.isBefore(pending.effectiveAt())) {
      return new Decision.Wait(State.PENDING, pending.effectiveAt(), "");
    }
    return mayStillLand(target, now)
        ? new Decision.Wait(State.PENDING, now.plus(SENDING_TIME), "")
        : new Decision.Act(State.PENDING, Operation.COMPLETE, pending);
  }

  private Decision schedule(ChainTarget target, Instant now) {
    State state = target.sending().count() == 0 ? State.DUE : State.SENT;
    if (!now.plus(lead).isAfter(target.aim().effectiveAt())) {
      return new Decision.Act(state, Operation.SCHEDULE, target.action());
    }
    if (mayStillLand(target, now)) {
      return new Decision.Wait(
          state,
          target.sending().lastAt().orElseThrow().plus(lead),
          "what was sent may still land");
    }
    return new Decision.Move(
        now.plus(lead.multipliedBy(2)).plus(SENDING_TIME).truncatedTo(ChronoUnit.SECONDS));
  }

  private Decision withdraw(ChainTarget target, Optional<TokenMultiplier> shown, Instant now) {
    if (shown.isEmpty()) {
      return new Decision.Settled(State.WITHDRAWN);
    }
    TokenMultiplier token = shown.get();
    if (!target.aim().epoch().isAfter(token.epoch())) {
      return new Decision.Irrevocable("it is in force there");
    }
    Optional<PendingMultiplier> pending =
        token.pending().filter(p -> p.epoch().equals(target.aim().epoch()));
    if (pending.isPresent()) {
      return now.plus(lead).isAfter(pending.get().effectiveAt())
          ? new Decision.Irrevocable("it takes effect there at " + pending.get().effectiveAt())
          : new Decision.Act(State.PENDING, Operation.WITHDRAW, pending.get());
    }
    boolean over =
        target.sending().count() == 0
            || (!mayStillLand(target, now)
                && (target.sending().seenPending() || now.isAfter(target.aim().effectiveAt())));
    return over
        ? new Decision.Settled(State.WITHDRAWN)
        : new Decision.Wait(
            State.SENT, now.plus(SENDING_TIME), "what was sent before may still land");
  }

  private boolean mayStillLand(ChainTarget target, Instant now) {
    return target.sending().lastAt().filter(at -> now.isBefore(at.plus(lead))).isPresent();
  }

  private static Decision blocked(ChainTarget target, Instant now, String problem) {
    State state = target.sending().count() == 0 ? State.DUE : State.SENT;
    return new Decision.Wait(state, now.plus(SENDING_TIME), problem);
  }

  /** Solana shows an f64, EVM chains the exact value. */
  private static boolean same(DomainId domain, BigDecimal wanted, BigDecimal shown) {
    return domain.isSolana()
        ? wanted.doubleValue() == shown.doubleValue()
        : wanted.compareTo(shown) == 0;
  }

  /** Name of a refusal's reason as people read it. */
  static String words(Enum<?> reason) {
    return Wire.of(reason).replace('_', ' ');
  }
}
