package io.stockbridge.registry.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import io.stockbridge.kit.log.LogStore;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.proof.RegistryProof.SignedState;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import io.stockbridge.protocol.state.StateHeader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tables of published states. */
@ApplicationScoped
class StateStore {

  /** Kind of the log's entries; their reference is the state's number. */
  static final String LOG_KIND = "STATE";

  private static final int ROWS_PER_STATEMENT = 500;

  private static final String STATE =
      "select header, signature, key_id, change_number from registry_state";

  private static final String END_ENTRIES =
      """
      update state_entry e set until_number = ?1
      from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as j(kind text, key text)
      where e.kind = j.kind and e.key = j.key and e.until_number is null
      """;

  private static final String ADD_ENTRIES =
      """
      insert into state_entry (kind, key, from_number, line, leaf_hash)
      select j.kind, j.key, ?1, j.line, decode(j.hash, 'hex')
      from jsonb_to_recordset(cast(cast(?2 as text) as jsonb))
        as j(kind text, key text, line text, hash text)
      """;

  private static final String IN_STATE =
      " from state_entry where from_number <= ?1 and (until_number is null or until_number > ?1)";

  /**
   * A published state.
   *
   * @param signed the header and its signature
   * @param changeNumber how many changes of the registry it contains
   */
  record Stored(SignedState signed, long changeNumber) {}

  /** An entry of an old state. */
  record OldEntry(String line, int index) {}

  /** Publishers take turns: held until the transaction ends. */
  Uni<Void> lock(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select pg_advisory_xact_lock(hashtextextended('registry-states', 0)) is null",
            Boolean.class)
        .getSingleResult()
        .replaceWithVoid();
  }

  Uni<Optional<Stored>> newest(Mutiny.Session session) {
    return session
        .createNativeQuery(STATE + " order by number desc limit 1", Object[].class)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(StateStore::stored));
  }

  Uni<Optional<Stored>> find(Mutiny.Session session, long number) {
    return session
        .createNativeQuery(STATE + " where number = ?1", Object[].class)
        .setParameter(1, number)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(StateStore::stored));
  }

  /** Names and leaf hashes of the newest state, in order. */
  Uni<List<EntryTree.Leaf>> currentLeaves(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select kind, key, leaf_hash from state_entry where until_number is null"
                + " order by kind, key",
            Object[].class)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(row -> new EntryTree.Leaf(name(row), Bytes32.ofBytes((byte[]) row[2])))
                    .toList());
  }

  /** Writes a state, its entries and its log entry. */
  Uni<Void> save(Mutiny.Session session, Stored state, EntryChanges changes, EntryTree tree) {
    StateHeader header = state.signed().header();
    long number = header.number();
    return insert(session, state)
        .chain(() -> endEntries(session, number, changes.gone()))
        .chain(() -> addEntries(session, number, changes.added(), tree))
        .chain(
            () ->
                LogStore.append(
                    session,
                    LOG_KIND,
                    Long.toString(number),
                    LogEntries.registryState(header),
                    header.recordedAt()));
  }

  private static Uni<Integer> insert(Mutiny.Session session, Stored state) {
    StateHeader header = state.signed().header();
    return session
        .createNativeQuery(
            "insert into registry_state (number, change_number, header, header_hash,"
                + " previous_hash, root, signature, key_id, recorded_at) values (?1, ?2, ?3, ?4,"
                + " nullif(cast(?5 as bytea), decode(repeat('00', 32), 'hex')), ?6, ?7, ?8, ?9)")
        .setParameter(1, header.number())
        .setParameter(2, state.changeNumber())
        .setParameter(3, header.text())
        .setParameter(4, header.hash().bytes())
        .setParameter(5, header.previous().bytes())
        .setParameter(6, header.root().bytes())
        .setParameter(7, state.signed().signature())
        .setParameter(8, state.signed().keyId())
        .setParameter(9, header.recordedAt().atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  private static Uni<Void> endEntries(Mutiny.Session session, long number, List<EntryName> names) {
    return inBatches(
        names.size(),
        (from, to) -> {
          ArrayNode rows = JsonNodeFactory.instance.arrayNode();
          names
              .subList(from, to)
              .forEach(
                  name -> rows.addObject().put("kind", name.kind().wire()).put("key", name.key()));
          return write(session, END_ENTRIES, number, rows);
        });
  }

  private static Uni<Void> addEntries(
      Mutiny.Session session, long number, List<Integer> indexes, EntryTree tree) {
    return inBatches(
        indexes.size(),
        (from, to) ->
            Computation.of(() -> rows(indexes.subList(from, to), tree))
                .chain(rows -> write(session, ADD_ENTRIES, number, rows)));
  }

  private static ArrayNode rows(List<Integer> indexes, EntryTree tree) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (int index : indexes) {
      StateEntry entry = tree.entry(index);
      rows.addObject()
          .put("kind", entry.name().kind().wire())
          .put("key", entry.name().key())
          .put("line", entry.line())
          .put("hash", HexFormat.of().formatHex(entry.leafHash().bytes()));
    }
    return rows;
  }

  /** Fails when fewer rows were written than given: then memory and tables differ. */
  private static Uni<Void> write(Mutiny.Session session, String sql, long number, ArrayNode rows) {
    return session
        .createNativeQuery(sql)
        .setParameter(1, number)
        .setParameter(2, rows.toString())
        .executeUpdate()
        .invoke(
            written -> {
              if (written != rows.size()) {
                throw new IllegalStateException(
                    "state " + number + ": " + written + " of " + rows.size() + " rows written");
              }
            })
        .replaceWithVoid();
  }

  private interface Batch {
    Uni<Void> write(int from, int to);
  }

  private static Uni<Void> inBatches(int size, Batch batch) {
    int batches = (size + ROWS_PER_STATEMENT - 1) / ROWS_PER_STATEMENT;
    return Multi.createFrom()
        .range(0, batches)
        .map(number -> number * ROWS_PER_STATEMENT)
        .onItem()
        .transformToUniAndConcatenate(
            from -> batch.write(from, Math.min(size, from + ROWS_PER_STATEMENT)))
        .collect()
        .last();
  }

  /** All leaf hashes of a state, in order. */
  Uni<byte[]> leafHashes(Mutiny.Session session, long number) {
    return session
        .createNativeQuery(
            "select coalesce(string_agg(leaf_hash, cast('' as bytea) order by kind, key),"
                + " cast('' as bytea))"
                + IN_STATE,
            byte[].class)
        .setParameter(1, number)
        .getSingleResult();
  }

  /** An entry of a state and its place. */
  Uni<Optional<OldEntry>> entry(Mutiny.Session session, long number, EntryName name) {
    return session
        .createNativeQuery(
            "select line, (select count(*)"
                + IN_STATE
                + " and (kind, key) < (?2, ?3))"
                + IN_STATE
                + " and kind = ?2 and key = ?3",
            Object[].class)
        .setParameter(1, number)
        .setParameter(2, name.kind().wire())
        .setParameter(3, name.key())
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new OldEntry((String) row[0], ((Number) row[1]).intValue())));
  }

  /** The next lines of a state after a name, in order. */
  Uni<List<StateEntry>> entriesAfter(
      Mutiny.Session session, long number, Optional<EntryName> after, int limit) {
    return session
        .createNativeQuery(
            "select kind, key, line" + IN_STATE + " and (kind, key) > (?2, ?3) order by kind, key",
            Object[].class)
        .setParameter(1, number)
        .setParameter(2, after.map(name -> name.kind().wire()).orElse(""))
        .setParameter(3, after.map(EntryName::key).orElse(""))
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(row -> new StateEntry(name(row), (String) row[2])).toList());
  }

  private static EntryName name(Object[] row) {
    EntryKind kind =
        EntryKind.ofWire((String) row[0])
            .orElseThrow(() -> new IllegalStateException("unknown kind " + row[0]));
    return new EntryName(kind, (String) row[1]);
  }

  private static Stored stored(Object[] row) {
    SignedState signed =
        new SignedState(StateHeader.parse((String) row[0]), (String) row[1], (String) row[2]);
    return new Stored(signed, ((Number) row[3]).longValue());
  }
}
