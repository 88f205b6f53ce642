package io.stockbridge.registry.states;

import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.log.TransparencyLog;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.merkle.PackedMerkleTree;
import io.stockbridge.protocol.proof.RegistryProof;
import io.stockbridge.protocol.proof.RegistryProof.SignedState;
import io.stockbridge.protocol.proof.SupplyProof.LogInclusion;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes proofs: of the newest state from memory, of older ones from what is stored. */
@ApplicationScoped
class Proofs {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int KEPT_TREES = 2;

  private final StatePublisher publisher;
  private final StateStore store;
  private final Transactions transactions;

  /** Trees of old states that were asked for last; building one reads all its hashes. */
  private final Map<Long, PackedMerkleTree> oldTrees =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, PackedMerkleTree> eldest) {
          return size() > KEPT_TREES;
        }
      };

  Proofs(StatePublisher publisher, StateStore store, Transactions transactions) {
    this.publisher = publisher;
    this.store = store;
    this.transactions = transactions;
  }

  /** The entry in the newest state. */
  RegistryProof newest(EntryName name) {
    return inState(
        name,
        publisher
            .latest()
            .orElseThrow(
                () -> ProblemException.of(StateProblem.UNKNOWN_STATE, "none is published yet")));
  }

  /** The entry in the state of that number. */
  RegistryProof inState(EntryName name, long number) {
    Optional<PublishedState> latest = publisher.latest().filter(state -> state.number() == number);
    return latest.isPresent() ? inState(name, latest.get()) : inOldState(name, number);
  }

  private static RegistryProof inState(EntryName name, PublishedState state) {
    OptionalInt index = state.tree().indexOf(name);
    if (index.isEmpty()) {
      throw unknown(name, state.number());
    }
    return new RegistryProof(
        state.tree().entry(index.getAsInt()),
        index.getAsInt(),
        state.tree().inclusionProof(index.getAsInt()),
        state.signed(),
        file(state.log()));
  }

  private RegistryProof inOldState(EntryName name, long number) {
    Optional<SignedState> state =
        transactions
            .await(PATIENCE, session -> store.find(session, number))
            .map(StateStore.Stored::signed);
    Optional<TransparencyLog.Inclusion> log =
        publisher.log().inclusion(StateStore.LOG_KIND, Long.toString(number));
    if (state.isEmpty() || log.isEmpty()) {
      throw ProblemException.inField(StateProblem.UNKNOWN_STATE, "state", "no state " + number);
    }
    StateStore.OldEntry entry =
        transactions
            .await(PATIENCE, session -> store.entry(session, number, name))
            .orElseThrow(() -> unknown(name, number));
    return new RegistryProof(
        new StateEntry(name, entry.line()),
        entry.index(),
        oldTree(number).inclusionProof(entry.index()),
        state.get(),
        file(log.get()));
  }

  private PackedMerkleTree oldTree(long number) {
    synchronized (oldTrees) {
      return oldTrees.computeIfAbsent(
          number,
          wanted ->
              new PackedMerkleTree(
                  transactions.await(PATIENCE, session -> store.leafHashes(session, wanted))));
    }
  }

  private static LogInclusion file(TransparencyLog.Inclusion log) {
    return new LogInclusion(log.index(), log.proof(), log.note());
  }

  private static ProblemException unknown(EntryName name, long state) {
    return ProblemException.inField(
        StateProblem.UNKNOWN_ENTRY, "key", "state " + state + " has no " + name);
  }
}
