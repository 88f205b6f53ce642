package io.stockbridge.attestation.snapshots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.kit.database.Database;
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
                tx.query("select content from agreed_snapshot order by epoch desc limit " + count))
        .stream()
        .map(row -> parse(row.text(0)))
        .toList();
  }

  /** The snapshot of one epoch. */
  public Optional<AgreedSnapshot> find(long epoch) {
    return database
        .inTransaction(
            tx -> tx.first("select content from agreed_snapshot where epoch = ?1", epoch))
        .map(row -> parse(row.text(0)));
  }

  private AgreedSnapshot parse(String content) {
    try {
      return AgreedSnapshot.parse(json.readTree(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored snapshot is JSON", e);
    }
  }
}
