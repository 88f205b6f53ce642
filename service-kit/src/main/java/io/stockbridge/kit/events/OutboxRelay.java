package io.stockbridge.kit.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox, each topic by itself: one that Kafka does not take waits alone.
 *
 * <p>Driven by a timer of its own and not by {@code @Scheduled}, whose finest step is a second.
 */
@ApplicationScoped
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  // The distinct topics, by one step in the index for each however many facts wait.
  private static final String TOPICS =
      "with recursive each as ((select topic from outbox order by topic limit 1) union all"
          + " select (select o.topic from outbox o where o.topic > each.topic order by o.topic"
          + " limit 1) from each where each.topic is not null)"
          + " select topic from each where topic is not null";

  // A transaction that appended commits within this time, or its facts wait for the next idle look.
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(2);

  private final OutboxConfiguration configuration;
  private final Outbox outbox;
  private final Transactions transactions;
  private final TopicRelay topics;
  private final OutboxStatus status;
  private final Vertx vertx;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Map<String, TopicTurns> turns = new ConcurrentHashMap<>();
  private volatile boolean running;
  private volatile long timer;
  private volatile long lookedNanos;
  private volatile boolean foundSome = true;

  OutboxRelay(
      OutboxConfiguration configuration,
      Outbox outbox,
      Transactions transactions,
      TopicRelay topics,
      OutboxStatus status,
      Vertx vertx) {
    this.configuration = configuration;
    this.outbox = outbox;
    this.transactions = transactions;
    this.topics = topics;
    this.status = status;
    this.vertx = vertx;
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

  /** Starts the relay of each topic that has facts; a second call meanwhile does nothing. */
  private void poll() {
    if (!running || !isDue() || !looking.compareAndSet(false, true)) {
      return;
    }
    lookedNanos = System.nanoTime();
    waitingTopics()
        .invoke(waiting -> foundSome = !waiting.isEmpty())
        .eventually(() -> looking.set(false))
        .subscribe()
        .with(waiting -> waiting.forEach(this::relay), this::failed);
  }

  /** An idle outbox is looked into less often: what another process appended and left is there. */
  private boolean isDue() {
    long idleNanos = System.nanoTime() - lookedNanos;
    return foundSome
        || outbox.sinceNewest().compareTo(COMMIT_LIMIT) < 0
        || idleNanos >= TimeUnit.MILLISECONDS.toNanos(configuration.idlePollIntervalMs());
  }

  private Uni<List<String>> waitingTopics() {
    return transactions.run(
        session -> session.createNativeQuery(TOPICS, String.class).getResultList());
  }

  private void relay(String topic) {
    TopicTurns turn =
        turns.computeIfAbsent(topic, name -> new TopicTurns(configuration.maxRetryPauseMs()));
    if (!turn.begin()) {
      return;
    }
    topics
        .relayBatch(topic, turn.batchSize(configuration.batchSize()))
        .invoke(turn::count)
        .repeat()
        .whilst(batch -> running && batch.isFull(configuration.batchSize()) && !batch.isTopicDown())
        .onItem()
        .ignoreAsUni()
        .eventually(turn::end)
        .subscribe()
        .with(done -> {}, this::failed);
  }

  private void failed(Throwable failure) {
    status.relayFailed(TransientFailures.describe(failure));
    LOG.warnf("outbox cannot be read cause=\"%s\"", TransientFailures.describe(failure));
  }
}
