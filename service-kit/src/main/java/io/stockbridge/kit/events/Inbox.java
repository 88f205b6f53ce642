package io.stockbridge.kit.events;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Remembers which events already had their effect. The row and the effect are one transaction, so a
 * redelivered event finds either both or none.
 */
@ApplicationScoped
public class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);
  private static final int CLEANING_LIMIT = 10_000;

  private final Transactions transactions;
  private final Duration retention;

  Inbox(
      Transactions transactions,
      // longer than Kafka keeps records, so that no redelivery can outlive its row
      @ConfigProperty(name = "stockbridge.inbox.retention", defaultValue = "30D")
          Duration retention) {
    this.transactions = transactions;
    this.retention = retention;
  }

  /**
   * Records the event in the transaction of {@code session}; false when it was there before. A
   * concurrent transaction with the same event waits for the first one's end.
   */
  public Uni<Boolean> firstTime(Mutiny.Session session, UUID eventId, String consumer) {
    return session
        .createNativeQuery(
            "insert into inbox (consumer, event_id, received_at)"
                + " values (:consumer, :eventId, :receivedAt) on conflict do nothing")
        .setParameter("consumer", consumer)
        .setParameter("eventId", eventId)
        .setParameter("receivedAt", OffsetDateTime.now(ZoneOffset.UTC))
        .executeUpdate()
        .map(inserted -> inserted == 1);
  }

  @Scheduled(
      every = "10m",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> forgetOld() {
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(
                        "delete from inbox where (consumer, event_id) in (select consumer, event_id"
                            + " from inbox where received_at < :before limit :size)")
                    .setParameter("before", OffsetDateTime.now(ZoneOffset.UTC).minus(retention))
                    .setParameter("size", CLEANING_LIMIT)
                    .executeUpdate())
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    "old inbox rows not deleted cause=\"%s\"", TransientFailures.describe(failure)))
        .onFailure()
        .recoverWithItem(0)
        .replaceWithVoid();
  }
}
