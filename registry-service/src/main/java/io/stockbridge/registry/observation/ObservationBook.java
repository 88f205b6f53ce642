package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.registry.assets.Deployment;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The newest observation of each token in memory; sees the changes of any replica in a second. */
@Singleton
public class ObservationBook implements ObservedTokens {

  private static final Logger LOG = Logger.getLogger(ObservationBook.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int PAGE = 1_000;

  private final Transactions transactions;
  private final ObservationStore store;
  private final ConcurrentSkipListMap<String, Observation> byToken = new ConcurrentSkipListMap<>();
  private volatile long number;
  private volatile @Nullable String failure;

  ObservationBook(Transactions transactions, ObservationStore store, MeterRegistry meters) {
    this.transactions = transactions;
    this.store = store;
    for (Observation.Status status : Observation.Status.values()) {
      Gauge.builder("stockbridge.registry.observations", () -> count(status))
          .description("Tokens by what the newest reading of their chain came to")
          .tag("status", status.wire())
          .register(meters);
    }
    Gauge.builder("stockbridge.registry.observations.unreadable", this::unreadable)
        .description("Tokens whose newest attempt gave no reading")
        .register(meters);
  }

  void start(@Observes StartupEvent event) {
    transactions.await(
        PATIENCE,
        session -> store.changedAfter(session, number, Integer.MAX_VALUE).invoke(this::take));
  }

  @Override
  public Optional<ObservedToken> of(Deployment deployment) {
    return observation(deployment).map(Observation::observed);
  }

  /** What is known of a token from its chain; empty when its chain is not read. */
  public Optional<Observation> observation(Deployment deployment) {
    return byToken.isEmpty() ? Optional.empty() : observation(deployment.token().key());
  }

  /** The same of a token's key. */
  public Optional<Observation> observation(String tokenKey) {
    return Optional.ofNullable(byToken.get(tokenKey));
  }

  /** All tokens whose chain is read, by key. */
  public NavigableMap<String, Observation> all() {
    return Collections.unmodifiableNavigableMap(byToken);
  }

  /** How many tokens have that status. */
  public long count(Observation.Status status) {
    return byToken.values().stream().filter(token -> token.status() == status).count();
  }

  /** How many tokens gave no reading at the newest attempt. */
  public long unreadable() {
    return byToken.values().stream().filter(token -> token.failure() != null).count();
  }

  /** Why the last look for changes failed, or null. */
  public @Nullable String failure() {
    return failure;
  }

  /** Takes over what was committed. */
  Uni<Void> refresh() {
    return transactions
        .run(session -> store.changedAfter(session, number, PAGE))
        .invoke(this::take)
        .chain(rows -> rows.size() < PAGE ? Uni.createFrom().voidItem() : refresh());
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> lookForChanges() {
    return refresh()
        .invoke(() -> failure = null)
        .onFailure()
        .invoke(
            cause -> {
              failure = TransientFailures.describe(cause);
              LOG.warnf("observations cannot be read cause=\"%s\"", failure);
            })
        .onFailure()
        .recoverWithNull();
  }

  private void take(List<JsonNode> rows) {
    for (JsonNode row : rows) {
      Observation observation = ObservationRow.observation(row);
      byToken.put(observation.tokenKey(), observation);
      number = row.path("number").asLong();
    }
  }
}
