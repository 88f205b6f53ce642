package io.stockbridge.kit.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How many facts wait, since when and why; read by metrics and readiness. Thread-safe. */
@ApplicationScoped
public class OutboxStatus {

  private static final String WAITING =
      "select count(*), min(created_at), (select last_error from outbox where last_error is not null"
          + " order by id limit 1) from outbox";

  private final Transactions transactions;
  private volatile Waiting waiting = new Waiting(0, null, null);
  private volatile @Nullable String failure;

  OutboxStatus(Transactions transactions, MeterRegistry meters) {
    this.transactions = transactions;
    Gauge.builder("stockbridge.outbox.depth", () -> waiting.depth())
        .description("Facts that are committed and not yet published")
        .register(meters);
    Gauge.builder("stockbridge.outbox.oldest.age", () -> oldestAge().toMillis() / 1000.0)
        .description("Age of the oldest unpublished fact")
        .baseUnit("seconds")
        .register(meters);
  }

  /** Number of facts that wait, as of the last look. */
  public long depth() {
    return waiting.depth();
  }

  /** Age of the oldest fact that waits, zero when none does. */
  public Duration oldestAge() {
    Instant oldest = waiting.oldest();
    if (oldest == null) {
      return Duration.ZERO;
    }
    Duration age = Duration.between(oldest, Instant.now());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Why facts wait, or null: Kafka's last error, or that the database does not answer. */
  public @Nullable String cause() {
    String databaseFailure = failure;
    return databaseFailure == null ? waiting.lastError() : "database: " + databaseFailure;
  }

  /** Whether the outbox could be read at the last look. */
  public boolean readable() {
    return failure == null;
  }

  void relayFailed(String cause) {
    failure = cause;
  }

  @Scheduled(
      every = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> refresh() {
    return transactions
        .run(OutboxStatus::read)
        .invoke(
            now -> {
              waiting = now;
              failure = null;
            })
        .onFailure()
        .invoke(cause -> failure = TransientFailures.describe(cause))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private static Uni<Waiting> read(Mutiny.Session session) {
    return session
        .createNativeQuery(WAITING, Object[].class)
        .getSingleResult()
        .map(
            row ->
                new Waiting(
                    ((Number) row[0]).longValue(), toInstant(row[1]), (@Nullable String) row[2]));
  }

  private static @Nullable Instant toInstant(@Nullable Object time) {
    return switch (time) {
      case null -> null;
      case Instant instant -> instant;
      case java.time.OffsetDateTime offset -> offset.toInstant();
      default -> throw new IllegalStateException("unexpected time " + time.getClass());
    };
  }

  private record Waiting(long depth, @Nullable Instant oldest, @Nullable String lastError) {}
}
