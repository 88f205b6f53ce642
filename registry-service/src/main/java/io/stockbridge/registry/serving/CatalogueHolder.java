package io.stockbridge.registry.serving;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.seed.KnowledgeLoader;
import io.stockbridge.registry.tokenlist.TokenListStore;
import io.stockbridge.registry.tokenlist.VersionedTokenList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current state. Reads never touch the database, so a restart of it stops none; a change,
 * by whatever replica, is seen within a second.
 */
@ApplicationScoped
public class CatalogueHolder {

  private static final Logger LOG = Logger.getLogger(CatalogueHolder.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final AssetStore store;
  private final TokenListStore tokenLists;
  private final KnowledgeLoader loader;
  private volatile State state =
      new State(Catalogue.empty(), VersionedTokenList.NONE, Instant.EPOCH);
  private volatile @Nullable String failure;

  /** Until everything is loaded, half of it must not become a state or a version of the list. */
  private volatile boolean started;

  /** One moment of the registry: everything a read is answered from. */
  public record State(Catalogue catalogue, VersionedTokenList tokenList, Instant loadedAt) {}

  CatalogueHolder(
      Transactions transactions,
      AssetStore store,
      TokenListStore tokenLists,
      KnowledgeLoader loader,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.store = store;
    this.tokenLists = tokenLists;
    this.loader = loader;
    gauge(meters, "stockbridge.registry.assets", () -> catalogue().assets().size());
    gauge(meters, "stockbridge.registry.tokens", () -> catalogue().tokenCount());
    gauge(meters, "stockbridge.registry.change.number", () -> catalogue().number());
  }

  void start(@Observes StartupEvent event) {
    loader.load();
    transactions.await(PATIENCE, this::reload);
    started = true;
  }

  /** The state to answer one request from. */
  public State state() {
    return state;
  }

  /** The current catalogue. */
  public Catalogue catalogue() {
    return state.catalogue();
  }

  /** Why the last look for changes failed, or null. */
  public @Nullable String failure() {
    return failure;
  }

  /** Takes over what was committed. */
  public Uni<Void> refresh() {
    return transactions.run(
        session ->
            store
                .number(session)
                .chain(
                    number ->
                        number == catalogue().number()
                            ? Uni.createFrom().voidItem()
                            : reload(session)));
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> lookForChanges() {
    if (!started) {
      return Uni.createFrom().voidItem();
    }
    return refresh()
        .invoke(() -> failure = null)
        .onFailure()
        .invoke(
            cause -> {
              failure = TransientFailures.describe(cause);
              LOG.warnf("changes cannot be read cause=\"%s\"", failure);
            })
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> reload(Mutiny.Session session) {
    return store
        .load(session)
        .chain(
            catalogue ->
                tokenLists
                    .publish(session, catalogue)
                    .invoke(list -> state = new State(catalogue, list, Instant.now())))
        .invoke(
            () ->
                LOG.infof(
                    "state taken over number=%d assets=%d tokens=%d",
                    catalogue().number(), catalogue().assets().size(), catalogue().tokenCount()))
        .replaceWithVoid();
  }

  private static void gauge(
      MeterRegistry meters, String name, java.util.function.Supplier<Number> value) {
    Gauge.builder(name, value).register(meters);
  }
}
