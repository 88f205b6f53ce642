package io.stockbridge.kit.log;

import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.LogReplay;
import io.stockbridge.protocol.log.NoteSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Signs the log's state and proves what is in it. The tree is rebuilt from the stored bytes, not
 * from stored hashes: all of it once after a start, then each new entry; a root that does not
 * continue the last signed one is never signed. To be called from threads that may block.
 */
public final class TransparencyLog {
  private static final Logger LOG = Logger.getLogger(TransparencyLog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAGE = 500;

  /** A signed checkpoint and the proof that an entry is in it. */
  public record Inclusion(long index, List<Bytes32> proof, String note) {}

  private final Transactions transactions;
  private final Clock clock;
  private final LogReplay replay;

  /** The log of this database, signed by {@code signer} under its own name. */
  public TransparencyLog(Transactions transactions, NoteSigner signer, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.replay = new LogReplay(signer);
  }

  /** Signs a checkpoint if there are new entries. Safe to repeat and on several replicas. */
  public synchronized void sign() {
    if (fault().isPresent()) {
      return;
    }
    // Before the entries are read: another replica may sign meanwhile what is not read here yet.
    Optional<Checkpoint> last = newest().map(LogReplay.SignedCheckpoint::checkpoint);
    readNewEntries();
    Optional<LogReplay.SignedCheckpoint> next = replay.next(last);
    fault().ifPresent(fault -> LOG.errorf("no checkpoint is signed any more: %s", fault));
    next.ifPresent(
        signed ->
            transactions.await(
                PATIENCE, session -> LogStore.save(session, signed, clock.instant())));
  }

  private void readNewEntries() {
    int read;
    do {
      read = transactions.await(PATIENCE, session -> LogStore.readInto(session, replay, PAGE));
    } while (read == PAGE && fault().isEmpty());
  }

  private Optional<LogReplay.SignedCheckpoint> newest() {
    return transactions.await(PATIENCE, LogStore::newestCheckpoint);
  }

  /** The newest signed checkpoint as a signed note. */
  public Optional<String> newestNote() {
    return newest().map(LogReplay.SignedCheckpoint::note);
  }

  /** What is wrong with the stored log, if anything; then nothing more is signed. */
  public synchronized Optional<String> fault() {
    return replay.fault();
  }

  /** Proof that the entry is in the newest signed checkpoint, if it is. */
  public Optional<Inclusion> inclusion(String kind, String reference) {
    Optional<Long> index =
        transactions.await(PATIENCE, session -> LogStore.indexOf(session, kind, reference));
    return newest()
        .flatMap(signed -> index.flatMap(at -> inclusion(at, signed.checkpoint(), signed.note())));
  }

  private synchronized Optional<Inclusion> inclusion(long index, Checkpoint signed, String note) {
    catchUpTo(signed.treeSize());
    return replay
        .inclusion(index, signed.treeSize())
        .map(proof -> new Inclusion(index, proof, note));
  }

  /** Proof that one size's tree starts with another's; empty when there are fewer entries. */
  public synchronized Optional<List<Bytes32>> consistency(long from, long to) {
    catchUpTo(to);
    return replay.consistency(from, to);
  }

  /** Another replica may have appended and signed what was not read here yet. */
  private void catchUpTo(long size) {
    if (replay.size() < size) {
      readNewEntries();
    }
  }
}
