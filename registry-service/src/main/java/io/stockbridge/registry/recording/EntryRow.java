package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A statement as a row of {@code entry_version}, which travels as JSON. */
record EntryRow(EntryId id, Statement statement) {

  /** SQL of the JSON that {@link #of} reads. */
  static final String SELECT =
      """
      cast(jsonb_build_object('kind', v.kind, 'key', v.key, 'version', v.version,
        'validFrom', v.valid_from, 'recordedAt', v.recorded_at, 'content', v.content) as text)
      """;

  static EntryRow of(String text) {
    JsonNode row = StoredForm.parse(text);
    JsonNode content = row.get("content");
    return new EntryRow(
        EntryId.of(row.get("kind").textValue(), row.get("key").textValue()),
        new Statement(
            row.get("version").intValue(),
            time(row.get("validFrom")),
            time(row.get("recordedAt")),
            content == null || content.isNull() ? null : content));
  }

  private static Instant time(JsonNode text) {
    return OffsetDateTime.parse(text.textValue()).toInstant();
  }
}
