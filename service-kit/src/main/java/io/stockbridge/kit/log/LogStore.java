package io.stockbridge.kit.log;

import io.smallrye.mutiny.Uni;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.LogReplay;
import io.stockbridge.protocol.log.SignedNote;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The tables {@code log_leaf} and {@code log_checkpoint}, which a service that keeps a log creates
 * in its migrations. Entries are dense, in commit order, and never changed: the append lock is held
 * to the end of the transaction that signs the fact off.
 */
public final class LogStore {

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('transparency-log', 0)) is null";

  private static final String APPEND =
      """
      insert into log_leaf (leaf_index, kind, reference, content, leaf_hash, appended_at)
      select coalesce(max(leaf_index) + 1, 0), cast(?1 as text), cast(?2 as text),
        cast(?3 as bytea), cast(?4 as bytea), cast(?5 as timestamptz) from log_leaf
      on conflict (kind, reference) do nothing
      """;

  private LogStore() {}

  /**
   * Appends an entry, in the caller's transaction, unless one of that kind and reference is there.
   *
   * @param reference what the entry is about: a digest, a message id and purpose, …
   * @param content the entry's exact bytes, see {@link io.stockbridge.protocol.log.LogEntries}
   */
  public static Uni<Void> append(
      Mutiny.Session session, String kind, String reference, byte[] content, Instant now) {
    return session
        .createNativeQuery(LOCK, Boolean.class)
        .getSingleResult()
        .chain(
            () ->
                session
                    .createNativeQuery(APPEND)
                    .setParameter(1, kind)
                    .setParameter(2, reference)
                    .setParameter(3, content)
                    .setParameter(4, Rfc6962Proofs.leafHash(content).bytes())
                    .setParameter(5, now.atOffset(ZoneOffset.UTC))
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Adds the next stored entries, at most {@code limit}, and says how many there were. */
  static Uni<Integer> readInto(Mutiny.Session session, LogReplay replay, int limit) {
    return session
        .createNativeQuery(
            "select leaf_index, content, leaf_hash from log_leaf where leaf_index >= ?1"
                + " order by leaf_index",
            Object[].class)
        .setParameter(1, (long) replay.size())
        .setMaxResults(limit)
        .getResultList()
        .map(
            rows -> {
              rows.forEach(row -> add(replay, row));
              return rows.size();
            });
  }

  private static void add(LogReplay replay, Object[] row) {
    long index = ((Number) row[0]).longValue();
    replay.add(index, (byte[]) row[1], Bytes32.ofBytes((byte[]) row[2]));
  }

  static Uni<Optional<Long>> indexOf(Mutiny.Session session, String kind, String reference) {
    return session
        .createNativeQuery(
            "select leaf_index from log_leaf where kind = ?1 and reference = ?2", Long.class)
        .setParameter(1, kind)
        .setParameter(2, reference)
        .getResultList()
        .map(rows -> rows.stream().findFirst());
  }

  static Uni<Optional<LogReplay.SignedCheckpoint>> newestCheckpoint(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select note from log_checkpoint order by tree_size desc limit 1", String.class)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(LogStore::signed));
  }

  private static LogReplay.SignedCheckpoint signed(String note) {
    return new LogReplay.SignedCheckpoint(Checkpoint.parse(SignedNote.parse(note).text()), note);
  }

  static Uni<Void> save(Mutiny.Session session, LogReplay.SignedCheckpoint signed, Instant now) {
    return session
        .createNativeQuery(
            "insert into log_checkpoint (tree_size, root, note, signed_at) values (?1, ?2, ?3, ?4)"
                + " on conflict do nothing")
        .setParameter(1, signed.checkpoint().treeSize())
        .setParameter(2, signed.checkpoint().root().bytes())
        .setParameter(3, signed.note())
        .setParameter(4, now.atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .replaceWithVoid();
  }
}
