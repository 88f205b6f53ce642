package io.stockbridge.registry.serving;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.registry.bench.GeneratedLoader;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.policies.PolicyBook;
import io.stockbridge.registry.policies.PolicyRecorder;
import io.stockbridge.registry.recording.Activation;
import io.stockbridge.registry.seed.KnowledgeLoader;
import io.stockbridge.registry.tokenlist.TokenLists;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current state. Reads never touch the database, so a restart of it stops none; a change,
 * by whatever replica, is seen within a second.
 */
@Singleton
public class CatalogueHolder {

  private static final Logger LOG = Logger.getLogger(CatalogueHolder.class);

  /**
   * A start reads everything, a million tokens in a minute or more, and beside many others on a
   * small machine it takes longer still; giving up takes longest.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** How long a writer waits until reads have what was written. */
  private static final Duration CATCH_UP = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final Activation activation;
  private final StateLoader states;
  private final KnowledgeLoader knowledge;
  private final PolicyRecorder policies;
  private final GeneratedLoader generated;
  private volatile State state =
      new State(Catalogue.empty(), new PolicyBook(0, List.of()), TokenLists.NONE, Instant.EPOCH);
  private volatile @Nullable String failure;

  /** Until everything is loaded, half of it must not become a state or a version of the list. */
  private volatile boolean started;

  /** One moment of the registry: everything a read is answered from. */
  public record State(
      Catalogue catalogue, PolicyBook policies, TokenLists tokenLists, Instant loadedAt) {}

  CatalogueHolder(
      Transactions transactions,
      Activation activation,
      StateLoader states,
      KnowledgeLoader knowledge,
      PolicyRecorder policies,
      GeneratedLoader generated,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.activation = activation;
    this.states = states;
    this.knowledge = knowledge;
    this.policies = policies;
    this.generated = generated;
    gauge(meters, "stockbridge.registry.assets", () -> catalogue().assets().size());
    gauge(meters, "stockbridge.registry.tokens", () -> catalogue().tokenCount());
    gauge(meters, "stockbridge.registry.change.number", () -> catalogue().number());
  }

  void start(@Observes StartupEvent event) {
    knowledge.load();
    generated.load();
    policies.seed();
    transactions.await(PATIENCE, activation::announceDue);
    takeOver(transactions.await(PATIENCE, session -> states.after(session, state)));
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

  /**
   * Takes over what the caller has committed just now. That it is committed stays true when it
   * cannot be read at this moment: the next look takes it over.
   */
  public Uni<Void> catchUp() {
    return Uni.createFrom()
        .<Void>emitter(
            // Subscribed apart, so that it goes on when nobody waits for it any more.
            waiting -> refresh().subscribe().with(waiting::complete, waiting::fail))
        .ifNoItem()
        .after(CATCH_UP)
        .fail()
        .onFailure()
        .invoke(this::note)
        .onFailure()
        .recoverWithNull();
  }

  /** Takes over what was committed. */
  public Uni<Void> refresh() {
    // After the commit: a list that was published with it must not be shown before that.
    return transactions
        .run(session -> states.after(session, state))
        .invoke(this::takeOver)
        .replaceWithVoid();
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> lookForChanges() {
    if (!started) {
      return Uni.createFrom().voidItem();
    }
    return transactions
        .run(activation::announceDue)
        .chain(() -> refresh())
        .invoke(() -> failure = null)
        .onFailure()
        .invoke(
            cause -> {
              note(cause);
              takeEffect();
            })
        .onFailure()
        .recoverWithNull();
  }

  private void note(Throwable cause) {
    failure = TransientFailures.describe(cause);
    if (cause instanceof TimeoutException || TransientFailures.isTransient(cause)) {
      LOG.warnf("changes cannot be read cause=\"%s\"", failure);
    } else {
      LOG.errorf(cause, "changes cannot be read cause=\"%s\"", failure);
    }
  }

  /** Of two reads at once the one that saw less must not come last. */
  private synchronized void takeOver(State next) {
    long number = next.catalogue().number();
    long policyNumber = next.policies().number();
    boolean older = number < state.catalogue().number() || policyNumber < state.policies().number();
    boolean newer = number > state.catalogue().number() || policyNumber > state.policies().number();
    if (newer && !older) {
      state = next;
      LOG.infof(
          "state taken over number=%d policies=%d assets=%d tokens=%d",
          number, policyNumber, next.catalogue().assets().size(), next.catalogue().tokenCount());
    }
  }

  /** What was scheduled comes true by the clock, also while the database is away. */
  private synchronized void takeEffect() {
    Catalogue now = state.catalogue().at(Instant.now());
    if (now != state.catalogue()) {
      state = new State(now, state.policies(), state.tokenLists(), Instant.now());
      LOG.infof("scheduled versions took effect without the database number=%d", now.number());
    }
  }

  private static void gauge(
      MeterRegistry meters, String name, java.util.function.Supplier<Number> value) {
    Gauge.builder(name, value).register(meters);
  }
}
