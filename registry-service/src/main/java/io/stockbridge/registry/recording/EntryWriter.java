package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import io.stockbridge.registry.assets.EntryContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes a draft's statements and names: a handful of SQL statements for many entries. */
@ApplicationScoped
class EntryWriter {

  private static final String ROWS = "jsonb_to_recordset(cast(cast(:json as text) as jsonb))";

  private static final String SUPERSEDE =
      """
      update entry_version v set superseded_at = j.recorded_at
      from (select kind, key, valid_from, min(recorded_at) as recorded_at
        from %s as r(kind text, key text, valid_from timestamptz, recorded_at timestamptz)
        group by kind, key, valid_from) j
      where v.kind = j.kind and v.key = j.key and v.valid_from = j.valid_from
        and v.superseded_at is null
      """
          .formatted(ROWS);

  private static final String INSERT =
      """
      insert into entry_version (kind, key, version, valid_from, recorded_at, superseded_at, content,
        record, signature, key_id, reason, subject)
      select kind, key, version, valid_from, recorded_at, superseded_at, content, record, signature,
        key_id, :reason, :subject
      from %s as j(kind text, key text, version integer, valid_from timestamptz,
        recorded_at timestamptz, superseded_at timestamptz, content jsonb, record text,
        signature text, key_id text)
      order by kind, key, version
      """
          .formatted(ROWS);

  private static final String CLAIMED =
      """
      select n.name || ' is already known as one of ' || n.key from entry_name n
      join %s as j(name text, kind text, key text, exclusive boolean) on j.name = n.name
      where n.exclusive and j.exclusive and (n.kind, n.key) <> (j.kind, j.key)
      order by 1 limit 1
      """
          .formatted(ROWS);

  private static final String RELEASE =
      """
      update entry_name n set exclusive = false
      from (select distinct kind, key from %1$s as j(kind text, key text)) e
      where n.kind = e.kind and n.key = e.key and n.exclusive
        and not exists (select 1 from %1$s as j(name text, category text, kind text, key text,
          group_key text, exclusive boolean) where j.exclusive and (j.name, j.category, j.kind, j.key, j.group_key)
            = (n.name, n.category, n.kind, n.key, n.group_key))
      """
          .formatted(ROWS);

  private static final String NAME =
      """
      insert into entry_name (name, category, kind, key, group_key, exclusive)
      select name, category, kind, key, group_key, exclusive from %s
        as j(name text, category text, kind text, key text, group_key text, exclusive boolean)
      on conflict (name, category, kind, key, group_key) do update
        set exclusive = excluded.exclusive where entry_name.exclusive <> excluded.exclusive
      """
          .formatted(ROWS);

  private final Registrar registrar;

  EntryWriter(Registrar registrar) {
    this.registrar = registrar;
  }

  /**
   * Writes everything new in the draft.
   *
   * @return the signed records of its statements by entry and version
   */
  Uni<Map<String, Registrar.Signed>> write(
      Mutiny.Session session, Draft draft, AssetRecorder.Cause cause) {
    return Computation.of(() -> rows(draft))
        .call(rows -> write(session, rows, cause))
        .map(Rows::records);
  }

  /** What is written of a draft. */
  private record Rows(String statements, String names, Map<String, Registrar.Signed> records) {}

  private Rows rows(Draft draft) {
    Map<String, Registrar.Signed> records = new LinkedHashMap<>();
    return new Rows(statements(draft, records).toString(), names(draft).toString(), records);
  }

  private static Uni<?> write(Mutiny.Session session, Rows rows, AssetRecorder.Cause cause) {
    return refuseClaimed(session, rows.names())
        .chain(() -> execute(session, SUPERSEDE, rows.statements()))
        .chain(
            () ->
                session
                    .createNativeQuery(INSERT)
                    .setParameter("json", rows.statements())
                    .setParameter("reason", cause.reason())
                    .setParameter("subject", cause.subject())
                    .executeUpdate())
        .chain(() -> execute(session, RELEASE, rows.names()))
        .chain(() -> execute(session, NAME, rows.names()));
  }

  /** Where a record is found in the result of {@link #write}. */
  static String recordOf(EntryId id, int version) {
    return id.kind().wire() + " " + id.key() + " " + version;
  }

  private ArrayNode statements(Draft draft, Map<String, Registrar.Signed> records) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (EntryId id : draft.changed()) {
      for (Statement statement : draft.added(id)) {
        EntryContent content = draft.contentOf(id, statement);
        Registrar.Signed signed = registrar.sign(AssetRecord.of(id, statement, content));
        records.put(recordOf(id, statement.version()), signed);
        ObjectNode row = row(rows, id).put("version", statement.version());
        row.put("valid_from", statement.validFrom().toString());
        row.put("recorded_at", statement.recordedAt().toString());
        draft
            .superseding(id, statement)
            .ifPresent(later -> row.put("superseded_at", later.recordedAt().toString()));
        row.set("content", statement.content());
        row.put("record", signed.record());
        row.put("signature", signed.signature());
        row.put("key_id", signed.keyId());
      }
    }
    return rows;
  }

  /** The names of all that is said of the changed entries, for whatever time. */
  private static ArrayNode names(Draft draft) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (EntryId id : draft.changed()) {
      Map<String, ObjectNode> named = new LinkedHashMap<>();
      Set<String> claimed = new HashSet<>();
      for (Statement statement : draft.wanted(id).holding()) {
        EntryContent content = draft.contentOf(id, statement);
        if (content != null) {
          for (EntryNames.Name name : EntryNames.of(content)) {
            // An entry that moved to another group claims its names once.
            boolean claims = name.exclusive() && claimed.add(name.name());
            named.putIfAbsent(name.toString(), write(name).put("exclusive", claims));
          }
        }
      }
      named.values().forEach(name -> row(rows, id).setAll(name));
    }
    return rows;
  }

  private static ObjectNode write(EntryNames.Name name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name.name())
        .put("category", name.category())
        .put("group_key", name.group());
  }

  private static Uni<Void> refuseClaimed(Mutiny.Session session, String names) {
    return session
        .createNativeQuery(CLAIMED, String.class)
        .setParameter("json", names)
        .getResultList()
        .invoke(
            claimed -> {
              if (!claimed.isEmpty()) {
                throw new InvalidAssetException("deployments", claimed.get(0));
              }
            })
        .replaceWithVoid();
  }

  private static ObjectNode row(ArrayNode rows, EntryId id) {
    return rows.addObject().put("kind", id.kind().wire()).put("key", id.key());
  }

  private static Uni<Integer> execute(Mutiny.Session session, String sql, String json) {
    return session.createNativeQuery(sql).setParameter("json", json).executeUpdate();
  }
}
