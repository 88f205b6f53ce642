package io.stockbridge.kit.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.logging.LogContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives each event its effect exactly once although Kafka delivers at least once. Called from an
 * {@code @Incoming} method that returns the Uni, so that the offset is committed only after the
 * transaction (or after the record is safely in the dead-letter topic).
 *
 * <p>Failures that pass by themselves are tried for ever, in order; content that is wrong goes to
 * {@code <topic>.dlq} and stops nothing else; an unexpected failure gets a few tries first. A
 * record that the dead-letter topic does not take either, for minutes or never, is left where it
 * is: an error names its place in its own topic, and the records behind it go on.
 */
@ApplicationScoped
public class EventConsumer {

  private static final Logger LOG = Logger.getLogger(EventConsumer.class);
  private static final int UNEXPECTED_RETRIES = 4;
  private static final int DEAD_LETTER_RETRIES = 20;
  private static final int LONGEST_LOGGED_KEY = 100;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final ObjectMapper json;
  private final MeterRegistry meters;

  EventConsumer(
      Transactions transactions,
      Inbox inbox,
      DeadLetters deadLetters,
      ObjectMapper json,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.deadLetters = deadLetters;
    this.json = json;
    this.meters = meters;
  }

  /**
   * Applies one record.
   *
   * @param consumer name under which the event is remembered; one per use case of a service
   * @return completes when the record was applied or put aside, or was left where it is because the
   *     dead-letter topic does not take it either
   */
  public Uni<Void> consume(
      String consumer, ConsumerRecord<String, String> record, EventHandler handler) {
    return Uni.createFrom()
        .deferred(() -> apply(consumer, record, handler))
        .onFailure(TransientFailures::isTransient)
        .invoke(failure -> warn(consumer, record, failure))
        .onFailure(TransientFailures::isTransient)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .onFailure(failure -> !isPoison(failure))
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(UNEXPECTED_RETRIES)
        .onFailure()
        .recoverWithUni(failure -> putAside(consumer, record, failure));
  }

  private Uni<Void> apply(
      String consumer, ConsumerRecord<String, String> record, EventHandler handler) {
    EventEnvelope event = read(record);
    return transactions
        .run(session -> applyOnce(session, consumer, record, event, handler))
        .invoke(first -> count(consumer, record, first ? "applied" : "duplicate"))
        .replaceWithVoid();
  }

  private Uni<Boolean> applyOnce(
      Mutiny.Session session,
      String consumer,
      ConsumerRecord<String, String> record,
      EventEnvelope event,
      EventHandler handler) {
    if (record.key() != null) {
      LogContext.putKey(record.key());
    }
    return inbox
        .firstTime(session, event.eventId(), consumer)
        .chain(
            first ->
                first
                    ? handler.handle(session, event).replaceWith(true)
                    : Uni.createFrom().item(false))
        .eventually(LogContext::clear);
  }

  private EventEnvelope read(ConsumerRecord<String, String> record) {
    @Nullable String value = record.value();
    if (value == null) {
      throw new PoisonRecordException("record without a value");
    }
    EventEnvelope event;
    try {
      event = json.readValue(value, EventEnvelope.class);
    } catch (JsonProcessingException e) {
      throw new PoisonRecordException("not an event envelope: " + e.getOriginalMessage(), e);
    }
    if (event.schema() != EventEnvelope.SCHEMA) {
      throw new PoisonRecordException("unknown schema " + event.schema());
    }
    return event;
  }

  private static boolean isPoison(Throwable failure) {
    return failure instanceof PoisonRecordException;
  }

  private Uni<Void> putAside(
      String consumer, ConsumerRecord<String, String> record, Throwable failure) {
    String cause = TransientFailures.describe(failure);
    if (isPoison(failure) && failure.getMessage() != null) {
      cause = failure.getMessage();
    }
    if (record.key() != null) {
      LogContext.putKey(record.key());
    }
    LOG.errorf(
        failure,
        "record put aside key=%s consumer=%s topic=%s partition=%d offset=%d cause=\"%s\"",
        record.key(),
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        cause);
    LogContext.clear();
    count(consumer, record, "dead_letter");
    return deadLetters
        .put(consumer, record, cause)
        .onFailure()
        .invoke(unsent -> warn(consumer, record, unsent))
        .onFailure(DeadLetters::mayPass)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(DEAD_LETTER_RETRIES)
        .onFailure()
        .recoverWithUni(unsent -> leave(consumer, record, unsent));
  }

  /** Its own topic still has the record; an operator finds it there by this line. */
  private Uni<Void> leave(
      String consumer, ConsumerRecord<String, String> record, Throwable unsent) {
    LOG.errorf(
        unsent,
        "record left without effect and not put aside consumer=%s topic=%s partition=%d offset=%d"
            + " key=%s cause=\"%s\"",
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        record.key() == null ? "-" : DeadLetters.atMost(LONGEST_LOGGED_KEY, record.key()),
        TransientFailures.describe(unsent));
    count(consumer, record, "left");
    return Uni.createFrom().voidItem();
  }

  private void count(String consumer, ConsumerRecord<String, String> record, String outcome) {
    meters
        .counter(
            "stockbridge.events.consumed",
            "consumer",
            consumer,
            "topic",
            record.topic(),
            "outcome",
            outcome)
        .increment();
  }

  private static void warn(
      String consumer, ConsumerRecord<String, String> record, Throwable failure) {
    LOG.warnf(
        "record waits key=%s consumer=%s topic=%s partition=%d offset=%d cause=\"%s\"",
        record.key(),
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        TransientFailures.describe(failure));
  }
}
