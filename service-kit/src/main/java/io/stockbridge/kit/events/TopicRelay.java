package io.stockbridge.kit.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Publishes facts of one topic. One process per database and topic is at work at a time, so the
 * facts of one key leave in order however many replicas run; what excludes the others is an
 * advisory lock of a connection, and no transaction is open while Kafka is waited for. A row is
 * deleted after Kafka's acknowledgement: a crash in between publishes it again with the same event
 * id, and the connection's end frees the lock.
 */
@ApplicationScoped
class TopicRelay {

  private static final Logger LOG = Logger.getLogger(TopicRelay.class);

  // A key whose oldest fact waits for its next try waits as a whole, others pass it.
  private static final String DUE =
      "select o.* from outbox o where o.topic = :topic and not exists (select 1 from outbox b"
          + " where b.topic = o.topic and b.record_key = o.record_key and b.id <= o.id"
          + " and b.retry_at > now()) order by o.id limit :size";

  private final OutboxConfiguration configuration;
  private final Transactions transactions;
  private final OutboxPublisher publisher;
  private final Counter published;

  TopicRelay(
      OutboxConfiguration configuration,
      Transactions transactions,
      OutboxPublisher publisher,
      MeterRegistry meters) {
    this.configuration = configuration;
    this.transactions = transactions;
    this.publisher = publisher;
    this.published =
        Counter.builder("stockbridge.outbox.published")
            .description("Facts published from the outbox")
            .register(meters);
  }

  /** Publishes up to {@code size} facts of the topic; nothing while another process does. */
  Uni<RelayedBatch> relayBatch(String topic, int size) {
    return transactions
        .exclusively(lock(topic), session -> relayLocked(session, topic, size))
        .map(batch -> batch.orElse(RelayedBatch.NOTHING));
  }

  /** The name under which processes exclude each other. */
  static String lock(String topic) {
    return "stockbridge-outbox:" + topic;
  }

  private Uni<RelayedBatch> relayLocked(Mutiny.StatelessSession session, String topic, int size) {
    return session
        .createNativeQuery(DUE, OutboxRow.class)
        .setParameter("topic", topic)
        .setParameter("size", size)
        .getResultList()
        .chain(rows -> rows.isEmpty() ? nothing() : publish(session, rows));
  }

  private Uni<RelayedBatch> publish(Mutiny.StatelessSession session, List<OutboxRow> rows) {
    return publisher
        .publish(rows)
        .call(outcome -> session.withTransaction(transaction -> settle(session, outcome)))
        .invoke(outcome -> published.increment(outcome.published().size()))
        .map(
            outcome ->
                new RelayedBatch(rows.size(), outcome.published().size(), outcome.isTopicDown()));
  }

  private static Uni<RelayedBatch> nothing() {
    return Uni.createFrom().item(RelayedBatch.NOTHING);
  }

  private Uni<Integer> settle(Mutiny.StatelessSession session, PublishOutcome outcome) {
    Uni<Integer> settled =
        outcome.published().isEmpty()
            ? Uni.createFrom().item(0)
            : session
                .createMutationQuery("delete from OutboxRow where id in :ids")
                .setParameter("ids", outcome.published())
                .executeUpdate();
    for (PublishOutcome.Failure failure : outcome.failures()) {
      settled = settled.call(() -> postpone(session, failure));
    }
    return settled;
  }

  private Uni<Integer> postpone(Mutiny.StatelessSession session, PublishOutcome.Failure failure) {
    LOG.warnf(
        "fact not published topic=%s key=%s event=%s attempt=%d cause=\"%s\"",
        failure.topic(), failure.key(), failure.eventId(), failure.attempt(), failure.cause());
    return session
        .createMutationQuery(
            "update OutboxRow set attempts = :attempt, lastError = :cause, retryAt = :retryAt"
                + " where id = :id")
        .setParameter("attempt", failure.attempt())
        .setParameter("cause", failure.cause())
        .setParameter("retryAt", retryAt(failure))
        .setParameter("id", failure.id())
        .executeUpdate();
  }

  private Instant retryAt(PublishOutcome.Failure failure) {
    long pauseMs =
        Math.min(configuration.maxRetryPauseMs(), 250L << Math.min(failure.attempt(), 10));
    return Instant.now().plus(Duration.ofMillis(pauseMs));
  }
}
