package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import io.stockbridge.kit.events.Outbox;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.state.EntryKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of the change feed and the Kafka record of each, which says the same. The caller
 * holds the write lock, so numbers follow commits.
 */
@ApplicationScoped
class FeedWriter {

  /** Topic of the change feed. */
  static final String TOPIC = "registry.changes.v1";

  private static final String CHANGE =
      """
      insert into registry_change (number, kind, key, version, phase, types, occurred_at, content)
      select cast(:head as bigint) + position, kind, key, version, phase, types, :now, content
      from jsonb_to_recordset(cast(cast(:json as text) as jsonb)) as j(position bigint, kind text,
        key text, version integer, phase text, types jsonb, content text)
      order by position
      """;

  private final Outbox outbox;

  FeedWriter(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Appends the changes of a draft.
   *
   * @param records the signed records of their versions, by {@link EntryWriter#recordOf}
   */
  Uni<Void> append(
      Mutiny.Session session,
      Draft draft,
      List<Change> changes,
      Map<String, Registrar.Signed> records) {
    if (changes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Computation.of(() -> rows(draft, changes, records).toString())
        .chain(rows -> append(session, draft.now(), changes.size(), rows))
        .chain(lines -> publish(session, lines));
  }

  private static Uni<List<ChangeLine>> append(
      Mutiny.Session session, Instant now, int count, String rows) {
    return ChangeLines.head(session)
        .chain(
            head ->
                session
                    .createNativeQuery(CHANGE)
                    .setParameter("head", head)
                    .setParameter("json", rows)
                    .setParameter("now", now.atOffset(ZoneOffset.UTC))
                    .executeUpdate()
                    .chain(
                        () ->
                            ChangeLines.between(
                                session, head, Long.MAX_VALUE, ChangeLines.Filter.ALL, count)));
  }

  private Uni<Void> publish(Mutiny.Session session, List<ChangeLine> lines) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (ChangeLine line : lines) {
      done =
          done.chain(
              () ->
                  outbox
                      .append(
                          session,
                          TOPIC,
                          line.kind() + "/" + line.key(),
                          "RegistryChanged",
                          line.json())
                      .replaceWithVoid());
    }
    return done;
  }

  private static ArrayNode rows(
      Draft draft, List<Change> changes, Map<String, Registrar.Signed> records) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Change change : changes) {
      ObjectNode row = rows.addObject().put("position", rows.size());
      row.put("kind", change.id().kind().wire()).put("key", change.id().key());
      row.put("version", change.version()).put("phase", change.phase().wire());
      ArrayNode types = row.putArray("types");
      change.types().forEach(type -> types.add(type.wire()));
      row.put("content", content(draft, change, records));
    }
    return rows;
  }

  /** The content as it is now, where the record of the version says something else. */
  private static @Nullable String content(
      Draft draft, Change change, Map<String, Registrar.Signed> records) {
    Statement present = draft.wanted(change.id()).at(draft.now());
    if (change.id().kind() != EntryKind.INSTRUMENT
        || present == null
        || present.content() == null
        || present.version() != change.version()) {
      return null;
    }
    String content = CanonicalJson.write(AssetRecord.full(draft.assetAt(change.id(), draft.now())));
    Registrar.Signed record = records.get(EntryWriter.recordOf(change.id(), change.version()));
    return record != null && record.record().equals(content) ? null : content;
  }
}
