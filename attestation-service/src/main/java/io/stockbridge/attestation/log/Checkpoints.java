package io.stockbridge.attestation.log;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.proof.ProofFile;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.NoteSigner;
import io.stockbridge.protocol.log.SignedNote;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import io.stockbridge.protocol.merkle.Rfc6962Tree;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Signs the log's state. The tree is rebuilt from the stored bytes, not from stored hashes: all of
 * it once after a start, then each new entry; a root that does not continue the last signed one is
 * never signed.
 */
@ApplicationScoped
public class Checkpoints {
  private static final Logger LOG = Logger.getLogger(Checkpoints.class);
  private static final int PAGE = 500;

  /** A signed checkpoint and the proof that an entry is in it. */
  public record Inclusion(long index, List<Bytes32> proof, String note) {}

  private final Database database;
  private final Clock clock;
  private final NoteSigner signer;
  private final Rfc6962Tree tree = new Rfc6962Tree();
  private boolean broken;

  Checkpoints(Database database, NetworkDescription network, OwnKeys keys, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.signer = new NoteSigner(ProofFile.logOrigin(network.environment(), keys.id()), keys.log());
  }

  /** Signs a checkpoint if there are new entries. */
  @Scheduled(
      every = "${stockbridge.log.checkpoint-interval:5S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  synchronized void sign() {
    if (broken || !readNewEntries()) {
      return;
    }
    Optional<Row> last = database.inTransaction(Checkpoints::newest);
    if (last.isPresent() && last.get().number(0) == tree.size()) {
      return;
    }
    if (last.isPresent() && !continues(last.get())) {
      broken = true;
      LOG.errorf(
          "the stored log does not continue its signed checkpoint size=%d; no checkpoint is signed",
          last.get().number(0));
      return;
    }
    Checkpoint checkpoint = new Checkpoint(signer.name(), tree.size(), tree.root());
    String note = SignedNote.sign(checkpoint.text(), signer).render();
    database.change(tx -> insert(tx, checkpoint, note));
  }

  /** Whether there are entries at all, after hashing those not hashed yet. */
  private boolean readNewEntries() {
    List<Row> page;
    do {
      int from = tree.size();
      page =
          database.inTransaction(
              tx ->
                  tx.query(
                      "select leaf_index, content, leaf_hash from log_leaf"
                          + " where leaf_index >= ?1 order by leaf_index limit "
                          + PAGE,
                      (long) from));
      page.forEach(this::add);
    } while (page.size() == PAGE && !broken);
    return tree.size() > 0 && !broken;
  }

  private void add(Row row) {
    Bytes32 hash = Rfc6962Proofs.leafHash(row.bytes(1));
    if (broken || row.number(0) != tree.size() || !hash.equals(row.bytes32(2))) {
      broken = true;
      LOG.errorf("a stored log entry is not what was appended index=%d", row.number(0));
      return;
    }
    tree.appendLeafHash(hash);
  }

  private boolean continues(Row last) {
    long size = last.number(0);
    return size <= tree.size() && tree.root((int) size).equals(last.bytes32(1));
  }

  private void insert(Tx tx, Checkpoint checkpoint, String note) {
    tx.update(
        "insert into log_checkpoint (tree_size, root, note, signed_at) values (?1, ?2, ?3, ?4)"
            + " on conflict do nothing",
        checkpoint.treeSize(),
        checkpoint.root().bytes(),
        note,
        clock.instant());
  }

  private static Optional<Row> newest(Tx tx) {
    return tx.first(
        "select tree_size, root, note from log_checkpoint order by tree_size desc limit 1");
  }

  /** The newest signed checkpoint. */
  public Optional<String> newestNote() {
    return database.inTransaction(tx -> newest(tx).map(row -> row.text(2)));
  }

  /** Whether the stored log was found changed; then nothing more is signed. */
  public synchronized boolean isBroken() {
    return broken;
  }

  /** Proof that the entry is in the newest signed checkpoint, if it is. */
  public synchronized Optional<Inclusion> inclusion(AttestationLog.Kind kind, String reference) {
    Optional<Row> checkpoint = database.inTransaction(Checkpoints::newest);
    Optional<Long> index =
        database.inTransaction(
            tx ->
                tx.first(
                        "select leaf_index from log_leaf where kind = ?1 and reference = ?2",
                        kind.name(),
                        reference)
                    .map(row -> row.number(0)));
    if (checkpoint.isEmpty() || index.isEmpty() || broken) {
      return Optional.empty();
    }
    long size = checkpoint.get().number(0);
    if (index.get() >= size || size > tree.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Inclusion(
            index.get(),
            tree.inclusionProof(index.get().intValue(), (int) size),
            checkpoint.get().text(2)));
  }
}
