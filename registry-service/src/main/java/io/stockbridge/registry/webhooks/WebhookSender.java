package io.stockbridge.registry.webhooks;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.registry.recording.ChangeLine;
import io.stockbridge.registry.recording.ChangeLines;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends changes to webhooks, each webhook's in their order. One sender at a time has a webhook, by
 * a lease in the database; whatever instruction it is killed at, another one goes on from the
 * stored cursor when the lease has ended. A change may then arrive twice, under the same id.
 */
@ApplicationScoped
class WebhookSender {

  private static final Logger LOG = Logger.getLogger(WebhookSender.class);

  /** Changes of one webhook before others get a turn. */
  private static final int IN_A_ROW = 100;

  /** How many changes are looked through for one that is wanted. */
  private static final int SCANNED = 10_000;

  private final Database database;
  private final WebhookStore store;
  private final WebhookTransport transport;
  private final WebhookConfiguration configuration;
  private final Backoff backoff;
  private final Semaphore free;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhooks").factory());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  /** A webhook that this sender has for a while. */
  private record Claim(Webhook webhook, UUID lease) {}

  /** The next change that is wanted, if there is one, and how far was looked. */
  private record Next(Optional<ChangeLine> change, long seen) {}

  WebhookSender(
      Database database,
      WebhookStore store,
      WebhookTransport transport,
      WebhookConfiguration configuration) {
    this.database = database;
    this.store = store;
    this.transport = transport;
    this.configuration = configuration;
    this.backoff = new Backoff(configuration.firstRetry(), configuration.lastRetry());
    this.free = new Semaphore(configuration.senders());
    if (configuration.lease().compareTo(configuration.timeout().multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "stockbridge.registry.webhooks.lease must be at least twice the timeout");
    }
  }

  void start(@Observes StartupEvent event) {
    long pause = configuration.interval().toMillis();
    var unused = looks.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    close();
  }

  @PreDestroy
  void close() {
    stopped = true;
    looks.shutdownNow();
    threads.shutdownNow();
  }

  private void look() {
    try {
      while (!stopped && free.tryAcquire()) {
        Optional<Claim> claim = Optional.empty();
        try {
          claim = claim();
        } finally {
          if (claim.isEmpty()) {
            free.release();
          }
        }
        if (claim.isEmpty()) {
          return;
        }
        Claim found = claim.get();
        threads.execute(() -> serve(found));
      }
    } catch (RuntimeException cause) {
      if (!stopped) {
        LOG.warnf("webhooks cannot be read cause=\"%s\"", TransientFailures.describe(cause));
      }
    }
  }

  private Optional<Claim> claim() {
    UUID lease = UUID.randomUUID();
    return database
        .inTransaction(tx -> store.claim(tx, lease, configuration.lease()))
        .map(webhook -> new Claim(webhook, lease));
  }

  private void serve(Claim claim) {
    try {
      long cursor = claim.webhook().cursor();
      for (int sent = 0; sent < IN_A_ROW && !stopped; sent++) {
        long at = cursor;
        Next next = database.inTransaction(tx -> next(tx, claim.webhook(), at));
        if (next.seen() == cursor) {
          break;
        }
        if (!step(claim, next, sent == 0 ? claim.webhook().failures() + 1 : 1)) {
          return;
        }
        cursor = next.seen();
      }
      database.change(tx -> store.release(tx, claim.webhook().id(), claim.lease()));
    } catch (RuntimeException cause) {
      if (!stopped) {
        LOG.warnf(
            "webhook cannot be served now id=%s cause=\"%s\"",
            claim.webhook().id(), TransientFailures.describe(cause));
      }
    } finally {
      free.release();
    }
  }

  private static Next next(Tx tx, Webhook webhook, long cursor) {
    long head = tx.run(ChangeLines::head);
    long last = Math.min(head, cursor + SCANNED);
    List<ChangeLine> lines =
        tx.run(session -> ChangeLines.between(session, cursor, last, webhook.filter(), 1));
    return lines.isEmpty()
        ? new Next(Optional.empty(), Math.max(cursor, last))
        : new Next(Optional.of(lines.getFirst()), lines.getFirst().number());
  }

  /** Sends a change, or passes over what is not wanted; whether this sender goes on. */
  private boolean step(Claim claim, Next next, int attempt) {
    if (next.change().isEmpty()) {
      return database.inTransaction(tx -> advanced(tx, claim, next.seen()));
    }
    Attempt made = transport.send(claim.webhook(), next.change().get(), attempt, false);
    return !stopped && database.inTransaction(tx -> record(tx, claim, made));
  }

  private boolean advanced(Tx tx, Claim claim, long cursor) {
    return store.advance(tx, claim.webhook().id(), claim.lease(), cursor, configuration.lease());
  }

  /** The attempt and the cursor are one transaction; only who still has the lease moves it. */
  private boolean record(Tx tx, Claim claim, Attempt made) {
    UUID id = claim.webhook().id();
    if (!store.keep(tx, id)) {
      return false;
    }
    store.log(tx, id, made, configuration.keptDeliveries());
    if (made.isTaken()) {
      return advanced(tx, claim, made.number());
    }
    Duration pause = backoff.after(made.attempt(), ThreadLocalRandom.current().nextDouble());
    store.fail(tx, id, claim.lease(), pause);
    Duration patience = made.isGone() ? Duration.ZERO : configuration.disableAfter();
    String reason = made.isGone() ? "the receiver said that it is gone" : made.error();
    if (store.disable(tx, id, patience, String.valueOf(reason))) {
      LOG.warnf("webhook disabled id=%s cause=\"%s\"", id, reason);
    }
    return false;
  }
}
