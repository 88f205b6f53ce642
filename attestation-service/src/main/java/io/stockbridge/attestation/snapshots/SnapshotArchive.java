package io.stockbridge.attestation.snapshots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Agreed snapshots for readers. */
@ApplicationScoped
public class SnapshotArchive {
  private final Database database;
  private final ObjectMapper json;

  SnapshotArchive(Database database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** The newest ones, newest first. */
  public List<AgreedSnapshot> newest(int count) {
    return database
        .inTransaction(
            tx ->
                tx.query(
                    "select content from agreed_snapshot where not pruned order by epoch desc limit "
                        + count))
        .stream()
        .map(row -> parse(row.text(0)))
        .toList();
  }

  /**
   * The snapshot of one epoch.
   *
   * @throws ProblemException when its lists were deleted by age
   */
  public Optional<AgreedSnapshot> find(long epoch) {
    Optional<Row> row =
        database.inTransaction(
            tx ->
                tx.first(
                    "select content, pruned, digest from agreed_snapshot where epoch = ?1", epoch));
    if (row.isPresent() && row.get().flag(1)) {
      throw ProblemException.of(
          AttestationProblem.SNAPSHOT_PRUNED,
          "of snapshot "
              + row.get().bytes32(2)
              + " only digest, signatures and log entry are kept");
    }
    return row.map(found -> parse(found.text(0)));
  }

  private AgreedSnapshot parse(String content) {
    try {
      return AgreedSnapshot.parse(json.readTree(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored snapshot is JSON", e);
    }
  }
}
