package io.stockbridge.registry.drift;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.stockbridge.chains.ChainException;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.events.Outbox;
import io.stockbridge.registry.observation.ObservationRecorder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Compares the own chains that are due, one after the other; replicas share them. */
@ApplicationScoped
public class DriftLoop {

  private static final Logger LOG = Logger.getLogger(DriftLoop.class);
  private static final int MAX_FAILURE = 500;

  private final Transactions transactions;
  private final DriftStore store;
  private final Reconcilers reconcilers;
  private final Outbox outbox;
  private final DriftConfiguration times;
  private final Clock clock = Clock.systemUTC();

  DriftLoop(
      Transactions transactions,
      DriftStore store,
      Reconcilers reconcilers,
      Outbox outbox,
      DriftConfiguration times) {
    this.transactions = transactions;
    this.store = store;
    this.reconcilers = reconcilers;
    this.outbox = outbox;
    this.times = times;
  }

  @Scheduled(
      every = "${stockbridge.drift.tick:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> tick() {
    if (reconcilers.chains().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return round()
        .onFailure()
        .invoke(
            cause ->
                LOG.warnf(
                    "chains cannot be compared cause=\"%s\"", TransientFailures.describe(cause)))
        .onFailure()
        .recoverWithNull();
  }

  /** Every chain that is due. */
  Uni<Void> round() {
    Instant now = clock.instant();
    return transactions
        .run(session -> store.claim(session, reconcilers.chains(), now, now.plus(times.lease())))
        .chain(
            claimed ->
                claimed.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : compare(claimed.get(0)).chain(this::round));
  }

  private Uni<Void> compare(String chain) {
    return Uni.createFrom()
        .item(() -> reconcilers.compare(chain))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            compared ->
                transactions.run(
                    session ->
                        compared
                            .map(found -> record(session, chain, found))
                            .orElseGet(() -> Uni.createFrom().voidItem())))
        .onFailure(ChainException.class)
        .recoverWithUni(fault -> fail(chain, String.valueOf(fault.getMessage())));
  }

  private Uni<Void> record(Mutiny.Session session, String chain, Compared found) {
    Instant now = clock.instant();
    DriftStore.Found saved =
        new DriftStore.Found(
            found.findings().toString(), found.height(), now, now.plus(times.interval()));
    return store
        .lock(session, chain)
        .chain(
            row -> {
              Uni<Void> done = store.saveFindings(session, chain, saved);
              return row.path("stored").asText().equals(saved.findings())
                  ? done
                  : done.chain(() -> publish(session, chain, found));
            });
  }

  private Uni<Void> publish(Mutiny.Session session, String chain, Compared found) {
    if (found.findings().isEmpty()) {
      LOG.infof("chain in step with the registry chain=%s height=%d", chain, found.height());
    } else {
      LOG.warnf(
          "chain drifted from the registry chain=%s height=%d findings=%s",
          chain, found.height(), found.findings());
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("chain", chain).put("height", found.height());
    event.set("findings", found.findings());
    return outbox
        .append(session, ObservationRecorder.EVIDENCE_TOPIC, chain, "RegistryDriftChanged", event)
        .replaceWithVoid();
  }

  /** What was found before stays: a chain that cannot be read is neither in step nor adrift. */
  private Uni<Void> fail(String chain, String cause) {
    LOG.warnf("chain cannot be compared chain=%s cause=\"%s\"", chain, cause);
    Instant now = clock.instant();
    String text = cause.replace('\u0000', ' ').substring(0, Math.min(cause.length(), MAX_FAILURE));
    Duration pause = times.interval().dividedBy(2);
    return transactions.run(
        session -> store.saveFailure(session, chain, text, now, now.plus(pause)));
  }
}
