package io.stockbridge.kit.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox. One relay per database is at work at a time (an advisory lock decides), so
 * the facts of one key leave in order however many replicas run. A row is deleted in the
 * transaction that saw Kafka's acknowledgement: a crash in between publishes it again with the same
 * event id.
 *
 * <p>Driven by a timer of its own and not by {@code @Scheduled}, whose finest step is a second.
 */
@ApplicationScoped
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  /** Any constant will do; it only must not be another lock's of the same database. */
  static final long LOCK = 0x5b_6f7574_626f78L;

  private final OutboxConfiguration configuration;
  private final Transactions transactions;
  private final OutboxPublisher publisher;
  private final OutboxStatus status;
  private final Vertx vertx;
  private final Counter published;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean running;
  private volatile long timer;

  OutboxRelay(
      OutboxConfiguration configuration,
      Transactions transactions,
      OutboxPublisher publisher,
      OutboxStatus status,
      Vertx vertx,
      MeterRegistry meters) {
    this.configuration = configuration;
    this.transactions = transactions;
    this.publisher = publisher;
    this.status = status;
    this.vertx = vertx;
    this.published =
        Counter.builder("stockbridge.outbox.published")
            .description("Facts published from the outbox")
            .register(meters);
  }

  void start(@Observes StartupEvent event) {
    if (configuration.enabled()) {
      running = true;
      timer = vertx.setPeriodic(configuration.pollIntervalMs(), id -> poll());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    vertx.cancelTimer(timer);
  }

  /** Publishes until the outbox is empty; a second call meanwhile does nothing. */
  private void poll() {
    if (!running || !busy.compareAndSet(false, true)) {
      return;
    }
    relayBatch()
        .repeat()
        .whilst(count -> running && count == configuration.batchSize())
        .onItem()
        .ignoreAsUni()
        .eventually(() -> busy.set(false))
        .subscribe()
        .with(
            done -> {},
            failure -> {
              status.relayFailed(TransientFailures.describe(failure));
              LOG.warnf("outbox cannot be read cause=\"%s\"", TransientFailures.describe(failure));
            });
  }

  /** Publishes one batch; the number of rows that were published. */
  Uni<Integer> relayBatch() {
    return transactions.run(
        session ->
            session
                .createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult()
                .chain(locked -> locked ? relayLocked(session) : Uni.createFrom().item(0)));
  }

  private Uni<Integer> relayLocked(Mutiny.Session session) {
    // A key whose oldest fact waits for its next try waits as a whole, others pass it.
    String due =
        "select o.* from outbox o where not exists (select 1 from outbox b where b.topic = o.topic"
            + " and b.record_key = o.record_key and b.id <= o.id and b.retry_at > now())"
            + " order by o.id limit :size";
    return session
        .createNativeQuery(due, OutboxRow.class)
        .setParameter("size", configuration.batchSize())
        .getResultList()
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().item(0)
                    : publisher.publish(rows).chain(outcome -> settle(session, outcome)));
  }

  private Uni<Integer> settle(Mutiny.Session session, PublishOutcome outcome) {
    Uni<Integer> deleted =
        outcome.published().isEmpty()
            ? Uni.createFrom().item(0)
            : session
                .createMutationQuery("delete from OutboxRow where id in :ids")
                .setParameter("ids", outcome.published())
                .executeUpdate();
    for (PublishOutcome.Failure failure : outcome.failures()) {
      deleted = deleted.call(() -> postpone(session, failure));
    }
    return deleted.invoke(count -> published.increment(count));
  }

  private Uni<Integer> postpone(Mutiny.Session session, PublishOutcome.Failure failure) {
    LOG.warnf(
        "fact not published topic=%s key=%s event=%s attempt=%d cause=\"%s\"",
        failure.topic(), failure.key(), failure.eventId(), failure.attempt(), failure.cause());
    long pauseMs =
        Math.min(configuration.maxRetryPauseMs(), 250L << Math.min(failure.attempt(), 10));
    return session
        .createMutationQuery(
            "update OutboxRow set attempts = :attempt, lastError = :cause, retryAt = :retryAt"
                + " where id = :id")
        .setParameter("attempt", failure.attempt())
        .setParameter("cause", failure.cause())
        .setParameter("retryAt", Instant.now().plus(Duration.ofMillis(pauseMs)))
        .setParameter("id", failure.id())
        .executeUpdate();
  }
}
