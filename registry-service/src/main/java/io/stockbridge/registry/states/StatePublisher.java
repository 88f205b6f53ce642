package io.stockbridge.registry.states;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.log.TransparencyLog;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.proof.RegistryProof.SignedState;
import io.stockbridge.protocol.state.StateHeader;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.Registrar;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the registry knows as signed states, one at most per {@value #INTERVAL_MS} ms.
 * State, entries and log entry are one transaction, under a lock that all replicas share; a replica
 * whose entries have the newest state's root takes that state over. A state is shown once the log's
 * checkpoint covers it, so whatever instruction a process is killed at, the next look goes on.
 */
@ApplicationScoped
class StatePublisher {
  private static final Logger LOG = Logger.getLogger(StatePublisher.class);
  private static final int INTERVAL_MS = 400;

  /** The first state of a large registry writes every entry. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Transactions transactions;
  private final StateEntries entries;
  private final StateStore store;
  private final Registrar registrar;
  private final String environment;
  private final TransparencyLog log;
  private final Clock clock = Clock.systemUTC();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("state-publisher").factory());
  private volatile @Nullable PublishedState latest;
  private volatile @Nullable String failure;
  private StateEntries.@Nullable Facts published;
  private EntryTree tree = EntryTree.empty();
  private Computed computed = new Computed(null, tree);

  /** A tree and the facts that it follows from. */
  private record Computed(StateEntries.@Nullable Facts facts, EntryTree tree) {}

  StatePublisher(
      Transactions transactions,
      StateEntries entries,
      StateStore store,
      Registrar registrar,
      Network network) {
    this.transactions = transactions;
    this.entries = entries;
    this.store = store;
    this.registrar = registrar;
    this.environment = network.environment();
    this.log = new TransparencyLog(transactions, registrar.logOf(environment), clock);
  }

  void start(@Observes StartupEvent event) {
    var unused =
        looks.scheduleWithFixedDelay(this::look, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    looks.shutdownNow();
  }

  /** The newest state that this replica's entries belong to. */
  Optional<PublishedState> latest() {
    return Optional.ofNullable(latest);
  }

  /** The log of all states. */
  TransparencyLog log() {
    return log;
  }

  /** Why the last look failed, or what is wrong with the log; null when all is well. */
  @Nullable String failure() {
    return log.fault().orElse(failure);
  }

  private void look() {
    try {
      if (entries.current() != published) {
        publish();
      }
      failure = null;
    } catch (RuntimeException cause) {
      failure = TransientFailures.describe(cause);
      LOG.warnf("no state can be published now cause=\"%s\"", failure);
    }
  }

  /** Publishes what is known unless it is published already. Not for several threads. */
  void publish() {
    StateEntries.Facts facts = entries.current();
    if (facts.number() == 0) {
      return;
    }
    if (computed.facts() != facts) {
      computed = new Computed(facts, tree.updatedTo(facts));
    }
    EntryTree wanted = computed.tree();
    Optional<StateStore.Stored> state =
        transactions.await(PATIENCE, session -> publish(session, facts, wanted));
    if (state.isPresent()) {
      show(state.get(), wanted);
      published = facts;
    }
  }

  private void show(StateStore.Stored stored, EntryTree itsTree) {
    log.sign();
    SignedState state = stored.signed();
    long number = state.header().number();
    TransparencyLog.Inclusion inclusion =
        log.inclusion(StateStore.LOG_KIND, Long.toString(number))
            .orElseThrow(() -> new IllegalStateException("the log's checkpoint is not signed"));
    if (latest().map(PublishedState::number).orElse(0L) != number) {
      LOG.infof(
          "registry state number=%d entries=%d root=%s",
          number, state.header().entries(), state.header().root());
    }
    tree = itsTree;
    latest = new PublishedState(stored, itsTree, inclusion);
  }

  private Uni<Optional<StateStore.Stored>> publish(
      Mutiny.Session session, StateEntries.Facts facts, EntryTree wanted) {
    return store
        .lock(session)
        .chain(() -> store.newest(session))
        .chain(newest -> publishAfter(session, newest, facts, wanted));
  }

  private Uni<Optional<StateStore.Stored>> publishAfter(
      Mutiny.Session session,
      Optional<StateStore.Stored> newest,
      StateEntries.Facts facts,
      EntryTree wanted) {
    if (newest.isPresent() && newest.get().signed().header().root().equals(wanted.root())) {
      return Uni.createFrom().item(newest);
    }
    if (newest.isPresent() && !mayFollow(newest.get(), facts)) {
      return Uni.createFrom().item(Optional.empty());
    }
    StateStore.Stored next =
        new StateStore.Stored(registrar.sign(headerAfter(newest, wanted)), facts.number());
    return changesSince(session, newest, wanted)
        .chain(changes -> store.save(session, next, changes, wanted))
        .replaceWith(Optional.of(next));
  }

  /**
   * Whether what is known here is news. With equally many changes and another root, this process
   * writes entries otherwise than the one that published: it does so once after its start, so that
   * two releases side by side do not answer each other for ever.
   */
  private boolean mayFollow(StateStore.Stored newest, StateEntries.Facts facts) {
    return facts.number() > newest.changeNumber()
        || (facts.number() == newest.changeNumber() && published == null);
  }

  private StateHeader headerAfter(Optional<StateStore.Stored> newest, EntryTree wanted) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<StateHeader> before = newest.map(stored -> stored.signed().header());
    return new StateHeader(
        environment,
        before.map(StateHeader::number).orElse(0L) + 1,
        wanted.size(),
        wanted.root(),
        before.map(StateHeader::recordedAt).filter(now::isBefore).orElse(now),
        before.map(StateHeader::hash).orElse(Bytes32.ZERO));
  }

  /** Compared in memory when this replica holds the newest state, else with what is stored. */
  private Uni<EntryChanges> changesSince(
      Mutiny.Session session, Optional<StateStore.Stored> newest, EntryTree wanted) {
    PublishedState held = latest;
    boolean isHeld =
        held != null && newest.map(stored -> stored.signed().equals(held.signed())).orElse(false);
    return isHeld
        ? Computation.of(() -> EntryChanges.between(tree.leaves(), wanted.leaves()))
        : store
            .currentLeaves(session)
            .chain(
                stored ->
                    Computation.of(() -> EntryChanges.between(stored.iterator(), wanted.leaves())));
  }
}
