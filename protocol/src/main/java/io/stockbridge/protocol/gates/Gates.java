package io.stockbridge.protocol.gates;

import io.stockbridge.protocol.gates.GateVerdict.Refuse;
import io.stockbridge.protocol.gates.GateVerdict.Sign;
import io.stockbridge.protocol.identity.CheckVerdict;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ActionEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The gates of protocol §6 in fixed order: the first that does not hold names the refusal. Pure:
 * the same input and time give the same verdict on every attester.
 */
public final class Gates {

  /** How soon to ask again about what only time or another node can change. */
  static final Duration RETRY = Duration.ofSeconds(5);

  private Gates() {}

  /** Whether the message may be signed at {@code now}. */
  public static GateVerdict evaluate(GateInput input, Instant now) {
    Stream<Supplier<Optional<Refuse>>> gates =
        Stream.of(
            () -> SourceGate.check(input.message(), input.source(), now),
            () -> health(input.health(), now),
            () -> route(input.route()),
            () -> actions(input.message(), input.actions(), now),
            () -> recipient(input.recipient()),
            () -> history(input.message(), input.history()),
            () -> budget(input.message(), input.budget(), now));
    return gates
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst()
        .map(GateVerdict.class::cast)
        .orElseGet(Sign::new);
  }

  private static Optional<Refuse> health(GateInput.Health health, Instant now) {
    if (health.observedAt().plus(health.maxAge()).isBefore(now)) {
      return refuse(
          RefusalCode.STALE_VIEW,
          "data of " + health.observedAt() + " is older than " + health.maxAge(),
          now.plus(RETRY));
    }
    return failed(RefusalCode.SUPPLY_MISMATCH, health.stateIsReplay())
        .or(() -> failed(RefusalCode.SUPPLY_MISMATCH, health.mintsHaveMessages()))
        .or(() -> failed(RefusalCode.UNBACKED, health.backed()));
  }

  private static Optional<Refuse> failed(RefusalCode code, CheckVerdict verdict) {
    return switch (verdict) {
      case CheckVerdict.Holds holds -> Optional.empty();
      case CheckVerdict.Violated violated -> refuse(code, violated.summary());
    };
  }

  private static Optional<Refuse> route(GateInput.Route route) {
    if (route.halt().isPresent()) {
      return refuse(RefusalCode.HALTED, route.halt().get());
    }
    return route.canonicalToken()
        ? Optional.empty()
        : refuse(RefusalCode.NOT_CANONICAL, route.tokenDetail());
  }

  private static Optional<Refuse> actions(Message message, GateInput.Actions actions, Instant now) {
    ActionEpoch source = actions.atSource();
    ActionEpoch destination = actions.atDestination();
    if (!source.equals(destination)) {
      return refuse(
          RefusalCode.EPOCH_MISMATCH,
          "source shows epoch " + source + ", destination " + destination,
          now.plus(RETRY));
    }
    if (message.actionEpoch().isAfter(destination)) {
      return refuse(
          RefusalCode.EPOCH_MISMATCH,
          "message of epoch " + message.actionEpoch() + " is ahead of " + destination);
    }
    return actions
        .freeze()
        .filter(window -> window.contains(now))
        .flatMap(
            window ->
                refuse(
                    RefusalCode.ACTION_WINDOW,
                    "corporate action from " + window.from() + " until " + window.until(),
                    window.until()));
  }

  private static Optional<Refuse> recipient(GateInput.Recipient recipient) {
    return recipient.problem().flatMap(why -> refuse(RefusalCode.RECIPIENT_REFUSED, why));
  }

  private static Optional<Refuse> history(Message message, GateInput.History history) {
    if (history.done().isPresent()) {
      return refuse(RefusalCode.ALREADY_DONE, "already " + history.done().get());
    }
    MessageId id = message.messageId();
    return history
        .signed()
        .filter(signed -> !signed.equals(id))
        .flatMap(
            signed ->
                refuse(
                    RefusalCode.EQUIVOCATION,
                    "signed " + signed + " for the event that " + id + " claims"));
  }

  private static Optional<Refuse> budget(Message message, GateInput.Budget budget, Instant now) {
    return switch (budget.limit().evaluate(budget.spends(), message.amount(), now)) {
      case AttesterBudget.Within within -> Optional.empty();
      case AttesterBudget.Over over ->
          Optional.of(
              new Refuse(
                  RefusalCode.OVER_BUDGET,
                  message.amount()
                      + " su over "
                      + budget.limit().limit()
                      + " su per "
                      + budget.limit().window(),
                  over.passesAt()));
    };
  }

  static Optional<Refuse> refuse(RefusalCode code, String detail) {
    return Optional.of(new Refuse(code, detail, Optional.empty()));
  }

  static Optional<Refuse> refuse(RefusalCode code, String detail, Instant retryAt) {
    return Optional.of(new Refuse(code, detail, Optional.of(retryAt)));
  }
}
