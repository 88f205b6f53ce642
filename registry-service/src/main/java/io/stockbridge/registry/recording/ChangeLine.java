package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of the change feed as everybody outside reads it.
 *
 * @param number its place in the feed, dense from 1 in the order of commits
 * @param kind the entry's kind
 * @param key the entry's key
 * @param phase what happened to the version
 * @param types what differs
 * @param text the whole line as JSON, with the entry's content in the form of signed states; many
 *     lines stay in memory, where a tree is five times as large
 */
public record ChangeLine(
    long number, String kind, String key, String phase, Set<String> types, String text) {

  /** Members that the record of a version has and its content in a state has not. */
  private static final List<String> STAMP =
      List.of("kind", "schema", "version", "validFrom", "recordedAt");

  /** SQL of the JSON that {@link #of} reads: a change {@code c} of the version {@code v}. */
  static final String SELECT =
      """
      cast(jsonb_build_object('number', c.number,
        'occurredAt', to_char(c.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'kind', c.kind, 'key', c.key, 'version', c.version, 'phase', c.phase, 'types', c.types,
        'validFrom', to_char(v.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'replaces', (select p.version from registry_change p where p.kind = c.kind and p.key = c.key
          and p.phase = 'effective' and p.number < c.number order by p.number desc limit 1),
        'withdrawn', v.content is null, 'content', coalesce(c.content, v.record)) as text)
      """;

  static ChangeLine of(String text) {
    ObjectNode row = (ObjectNode) StoredForm.parse(text);
    String kind = row.get("kind").textValue();
    ObjectNode line = row.objectNode();
    for (String member :
        List.of(
            "number",
            "occurredAt",
            "kind",
            "key",
            "version",
            "phase",
            "types",
            "validFrom",
            "replaces")) {
      line.set(member, row.get(member));
    }
    line.set(
        "content",
        row.get("withdrawn").booleanValue()
            ? row.nullNode()
            : content(kind, row.get("content").textValue()));
    Set<String> types = new TreeSet<>();
    row.get("types").forEach(type -> types.add(type.textValue()));
    return new ChangeLine(
        row.get("number").longValue(),
        kind,
        row.get("key").textValue(),
        row.get("phase").textValue(),
        types,
        line.toString());
  }

  /** The whole line. */
  public ObjectNode json() {
    return (ObjectNode) StoredForm.parse(text);
  }

  private static JsonNode content(String kind, String record) {
    ObjectNode content = (ObjectNode) StoredForm.parse(record);
    return switch (EntryId.of(kind, "").kind()) {
      case INSTRUMENT -> content;
      case UNDERLYING -> content.remove(STAMP);
      case IMPOSTOR -> content.remove(STAMP).remove(List.of("key"));
    };
  }
}
