package io.stockbridge.bridge.attesting;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.stockbridge.bridge.attesting.domain.Answer;
import io.stockbridge.bridge.attesting.domain.Purpose;
import io.stockbridge.bridge.attesting.domain.Refusal;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.protocol.gates.RefusalCode;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.transfer.TransferState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes attesters' answers; what cannot be theirs goes to the dead-letter topic. */
@ApplicationScoped
public class AttesterAnswers {
  private static final Logger LOG = Logger.getLogger(AttesterAnswers.class);
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");

  private final EventConsumer events;
  private final Database database;
  private final TransferStore transfers;
  private final TransferBook book;
  private final RoundStore rounds;
  private final SignatureChecks checks;
  private final AttestingStep step;
  private final ChainPorts ports;
  private final MeterRegistry meters;

  AttesterAnswers(
      EventConsumer events,
      Database database,
      TransferStore transfers,
      TransferBook book,
      RoundStore rounds,
      SignatureChecks checks,
      AttestingStep step,
      ChainPorts ports,
      MeterRegistry meters) {
    this.events = events;
    this.database = database;
    this.transfers = transfers;
    this.book = book;
    this.rounds = rounds;
    this.checks = checks;
    this.step = step;
    this.ports = ports;
    this.meters = meters;
  }

  @Incoming("signatures")
  Uni<Void> onRecord(ConsumerRecord<String, String> record) {
    return events.consume(
        "bridge-attester-answers",
        record,
        (session, event) -> database.within(session, tx -> apply(tx, event)));
  }

  /** Stores one answer and wakes its transfer; false when it no longer matters. */
  boolean apply(Tx tx, EventEnvelope event) {
    if (!event.type().equals("AttestationAnswered")) {
      return false;
    }
    JsonNode data = event.data();
    Purpose purpose = choice(Purpose.class, text(data, "purpose"));
    Attester attester =
        ports
            .network()
            .attester(text(data, "attester"))
            .orElseThrow(() -> new PoisonRecordException("unknown attester"));
    String messageId = messageId(data);
    int number = round(data);
    Optional<Transfer> known = transfers.lock(tx, messageId);
    if (known.isEmpty()) {
      ignoreUnrequested(attester, messageId);
      return false;
    }
    Transfer transfer = known.get();
    RoundStore.Round round =
        rounds
            .find(tx, transfer.id(), purpose, number)
            .orElseThrow(() -> new PoisonRecordException("never asked: round " + number));
    Answer answer = toAnswer(tx, data, attester, transfer, round);
    rounds.upsert(tx, transfer.id(), purpose, answer, book.now());
    count(answer);
    if (isAwaited(transfer, number) || endsHold(tx, transfer, answer)) {
      transfers.wakeNow(tx, transfer.id());
    }
    return true;
  }

  /** A held transfer waits for the time that its refusals name, unless it need not any more. */
  private static boolean isAwaited(Transfer transfer, int round) {
    return switch (transfer.state()) {
      case ATTESTING -> round == transfer.round() || !transfer.destination().isSolana();
      case ATTESTED, SUBMITTED ->
          AttestingStep.isAskingAgain(transfer) && round == transfer.round();
      case DETECTED, FINALIZED, HELD, UNROUTABLE, CANCELLING, REFUNDING, COMPLETED, REFUNDED ->
          false;
    };
  }

  /** Only a signature, which was verified, ends a hold early, and only if a quorum is possible. */
  private boolean endsHold(Tx tx, Transfer transfer, Answer answer) {
    return transfer.state() == TransferState.HELD
        && answer.outcome() == Answer.Outcome.SIGNED
        && !step.isRefused(tx, transfer);
  }

  private Answer toAnswer(
      Tx tx, JsonNode data, Attester attester, Transfer transfer, RoundStore.Round round) {
    Answer.Outcome outcome = choice(Answer.Outcome.class, text(data, "outcome"));
    return switch (outcome) {
      case READY -> answer(attester, round, outcome, null, null, null);
      case REFUSED -> answer(attester, round, outcome, null, null, refusal(data.path("refusal")));
      case SIGNED -> {
        String signature = text(data, "signature");
        @Nullable String replay =
            data.path("replaySignature").isTextual()
                ? data.get("replaySignature").textValue()
                : null;
        @Nullable SolanaMintPlan plan = round.plan().orElse(null);
        if (plan == null) {
          checks.requireEvm(attester, transfer.routed(), round.purpose(), signature);
        } else {
          checks.requireSolana(tx, attester, transfer.routed(), plan, signature, replay);
        }
        yield answer(attester, round, outcome, signature, plan == null ? null : replay, null);
      }
    };
  }

  private static Answer answer(
      Attester attester,
      RoundStore.Round round,
      Answer.Outcome outcome,
      @Nullable String signature,
      @Nullable String replay,
      @Nullable Refusal refusal) {
    return new Answer(
        attester.id(),
        round.number(),
        outcome,
        Optional.ofNullable(signature),
        Optional.ofNullable(replay),
        Optional.ofNullable(refusal));
  }

  private static Refusal refusal(JsonNode refusal) {
    String code = text(refusal, "code");
    if (!CODE.matcher(code).matches()) {
      throw new PoisonRecordException("refusal code is not in upper snake case");
    }
    Optional<Instant> retryAt = Optional.empty();
    if (refusal.path("retryAt").isTextual()) {
      try {
        retryAt = Optional.of(Instant.parse(refusal.get("retryAt").textValue()));
      } catch (DateTimeException e) {
        throw new PoisonRecordException("retryAt is no time", e);
      }
    }
    return new Refusal(code, refusal.path("detail").asText(""), retryAt);
  }

  private void count(Answer answer) {
    meters
        .counter(
            "stockbridge.attestations.answers",
            "attester",
            answer.attester(),
            "outcome",
            answer.outcome().name().toLowerCase(Locale.ROOT),
            "code",
            answer.refusal().map(AttesterAnswers::codeTag).orElse("none"))
        .increment();
  }

  /** Attesters answer whoever asks; what another relayer asked is no fault of theirs. */
  private void ignoreUnrequested(Attester attester, String messageId) {
    LOG.warnf("answer never requested transferId=%s attester=%s", messageId, attester.id());
    meters.counter("stockbridge.attestations.unrequested", "attester", attester.id()).increment();
  }

  private static String messageId(JsonNode data) {
    try {
      return MessageId.of(text(data, "messageId")).toString();
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("field messageId is no message id", e);
    }
  }

  /** Codes come from outside: those that are no gate's share one tag, so that meters stay few. */
  private static String codeTag(Refusal refusal) {
    return Arrays.stream(RefusalCode.values())
        .map(RefusalCode::name)
        .filter(refusal.code()::equals)
        .findFirst()
        .orElse("other");
  }

  private static int round(JsonNode data) {
    JsonNode value = data.path("round");
    if (!value.isInt() || value.intValue() < 1) {
      throw new PoisonRecordException("field round is missing or no number from 1");
    }
    return value.intValue();
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new PoisonRecordException("field " + field + " is missing or no text");
    }
    return value.textValue();
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String wire) {
    try {
      return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("unknown " + type.getSimpleName() + ": " + wire, e);
    }
  }
}
