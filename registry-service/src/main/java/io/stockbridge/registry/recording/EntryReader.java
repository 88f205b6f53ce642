package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the entries that a transaction is going to change. */
@ApplicationScoped
class EntryReader {

  /** The named entries, and the underlyings of the groups that have one of the names. */
  private static final String FOR_CHANGE =
      "select "
          + EntryRow.SELECT
          + """
             from entry_version v where v.superseded_at is null and (v.kind, v.key) in (
              select kind, key
                from jsonb_to_recordset(cast(cast(:ids as text) as jsonb)) as i(kind text, key text)
              union select 'underlying', n.group_key from entry_name n
                where n.name = any(string_to_array(:names, chr(10)))
              union select 'underlying', n.group_key from entry_name n
                join jsonb_to_recordset(cast(cast(:ids as text) as jsonb)) as i(kind text, key text)
                on (n.kind, n.key) = (i.kind, i.key))
            order by v.kind, v.key, v.valid_from
            """;

  private static final String OF_GROUPS =
      "select "
          + EntryRow.SELECT
          + """
             from entry_version v where v.superseded_at is null and (v.kind, v.key) in (
              select n.kind, n.key from entry_name n where n.kind = 'instrument'
                and n.group_key = any(string_to_array(:groups, chr(10)))
              union select 'underlying', m.group_key from entry_name m
                where m.kind = 'instrument' and m.key in (select n.key from entry_name n
                  where n.kind = 'instrument'
                    and n.group_key = any(string_to_array(:groups, chr(10)))))
            order by v.kind, v.key, v.valid_from
            """;

  /** The time by the database's clock, which all replicas share; milliseconds. */
  Uni<Instant> now(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)",
            Long.class)
        .getSingleResult()
        .map(Instant::ofEpochMilli);
  }

  /** A draft that has those entries loaded, and the underlyings that have one of the names. */
  Uni<Draft> draft(
      Mutiny.Session session, Instant now, Collection<EntryId> ids, Collection<String> names) {
    return session
        .createNativeQuery(FOR_CHANGE, String.class)
        .setParameter("ids", write(ids))
        .setParameter("names", String.join("\n", names))
        .getResultList()
        .chain(rows -> Computation.of(() -> loaded(new Draft(now), rows)));
  }

  /** Loads the instruments that are or were on those underlyings. */
  Uni<Draft> addInstruments(Mutiny.Session session, Draft draft, Set<String> underlyings) {
    return session
        .createNativeQuery(OF_GROUPS, String.class)
        .setParameter("groups", String.join("\n", underlyings))
        .getResultList()
        .chain(rows -> Computation.of(() -> loaded(draft, rows)));
  }

  private static Draft loaded(Draft draft, List<String> rows) {
    Map<EntryId, List<Statement>> entries = new LinkedHashMap<>();
    for (String text : rows) {
      EntryRow row = EntryRow.of(text);
      entries.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row.statement());
    }
    Set<EntryId> known = Set.copyOf(draft.known());
    entries.forEach(
        (id, open) -> {
          if (!known.contains(id)) {
            draft.load(id, open);
          }
        });
    return draft;
  }

  static String write(Collection<EntryId> ids) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    ids.forEach(id -> rows.addObject().put("kind", id.kind().wire()).put("key", id.key()));
    return rows.toString();
  }
}
