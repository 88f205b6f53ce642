package io.stockbridge.registry.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.InvalidAssetException;
import io.stockbridge.registry.recording.JsonFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON of corporate actions: what a registrar gives, what is signed and answered. */
final class ActionJson {

  private static final int MAX_NOTE = 1_000;
  private static final int MAX_NAME = 200;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "kind",
          "underlying",
          "ratio",
          "cash",
          "newTicker",
          "newName",
          "counterpart",
          "announcementDate",
          "exDate",
          "recordDate",
          "paymentDate",
          "effectiveAt",
          "note",
          "reason");

  private ActionJson() {}

  /**
   * Reads what a registrar gives.
   *
   * @throws InvalidAssetException naming the member at fault
   */
  static ActionDraft readDraft(JsonNode body) {
    JsonFields fields = new JsonFields(body, "").only(MEMBERS);
    ActionKind kind = fields.parse("kind", ActionKind::ofWire);
    String id = fields.parseOrNull("id", ActionJson::id);
    ActionTerms terms = readTerms(fields);
    ActionRules.check(kind, terms);
    return new ActionDraft(
        id == null ? UUID.randomUUID().toString() : id,
        kind,
        fields.parse("underlying", text -> limited(text, MAX_NAME)),
        terms);
  }

  /** Reads a stored version. */
  static CorporateAction read(JsonNode record) {
    JsonFields fields = new JsonFields(record, "");
    return new CorporateAction(
        fields.text("id"),
        fields.parse("kind", ActionKind::ofWire),
        fields.text("underlying"),
        readTerms(fields),
        fields.parse("state", ActionState::ofWire),
        new CorporateAction.Stamp(
            record.path("version").intValue(),
            fields.parse("validFrom", Instant::parse),
            fields.parse("recordedAt", Instant::parse),
            new AssetRecorder.Cause(fields.text("subject"), fields.text("reason"))));
  }

  /** Writes a version. */
  static ObjectNode write(CorporateAction action) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", 1).put("id", action.id()).put("kind", action.kind().wire());
    json.put("caev", action.kind().caev()).put("underlying", action.underlying());
    json.put("state", action.state().wire());
    writeTerms(json, action.terms());
    CorporateAction.Stamp stamp = action.stamp();
    json.put("version", stamp.version());
    json.put("validFrom", Rfc3339.format(stamp.validFrom()));
    json.put("recordedAt", Rfc3339.format(stamp.recordedAt()));
    json.put("subject", stamp.cause().subject());
    return json.put("reason", stamp.cause().reason());
  }

  private static ActionTerms readTerms(JsonFields fields) {
    return new ActionTerms(
        ratio(fields),
        cash(fields),
        fields.textOrNull("newTicker"),
        fields.parseOrNull("newName", text -> limited(text, MAX_NAME)),
        fields.parseOrNull("counterpart", text -> limited(text, MAX_NAME)),
        new ActionTerms.Dates(
            day(fields, "announcementDate"),
            day(fields, "exDate"),
            day(fields, "recordDate"),
            day(fields, "paymentDate")),
        fields.parseOrNull("effectiveAt", ActionJson::time),
        fields.parseOrNull("note", text -> limited(text, MAX_NOTE)));
  }

  private static @Nullable Ratio ratio(JsonFields fields) {
    if (!fields.has("ratio")) {
      return null;
    }
    JsonFields ratio = new JsonFields(fields.node("ratio"), "ratio").only(Set.of("new", "old"));
    return new Ratio(ratio.parse("new", Ratio::part), ratio.parse("old", Ratio::part));
  }

  private static ActionTerms.@Nullable Cash cash(JsonFields fields) {
    if (!fields.has("cash")) {
      return null;
    }
    JsonFields cash =
        new JsonFields(fields.node("cash"), "cash").only(Set.of("amount", "currency"));
    return new ActionTerms.Cash(
        cash.parse("amount", Ratio::part), cash.parse("currency", ActionJson::currency));
  }

  private static void writeTerms(ObjectNode json, ActionTerms terms) {
    Ratio ratio = terms.ratio();
    if (ratio != null) {
      json.putObject("ratio")
          .put("new", ratio.gained().toPlainString())
          .put("old", ratio.per().toPlainString());
    }
    ActionTerms.Cash cash = terms.cash();
    if (cash != null) {
      json.putObject("cash")
          .put("amount", cash.amount().toPlainString())
          .put("currency", cash.currency());
    }
    put(json, "newTicker", terms.newTicker());
    put(json, "newName", terms.newName());
    put(json, "counterpart", terms.counterpart());
    ActionTerms.Dates dates = terms.dates();
    put(json, "announcementDate", dates.announcement());
    put(json, "exDate", dates.ex());
    put(json, "recordDate", dates.recorded());
    put(json, "paymentDate", dates.payment());
    Instant effectiveAt = terms.effectiveAt();
    put(json, "effectiveAt", effectiveAt == null ? null : Rfc3339.format(effectiveAt));
    put(json, "note", terms.note());
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  static String id(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException("1 to 64 of A-Z a-z 0-9 . _ -");
    }
    return text;
  }

  private static @Nullable LocalDate day(JsonFields fields, String name) {
    return fields.parseOrNull(
        name,
        text -> {
          try {
            if (text.length() == 10) {
              return LocalDate.parse(text);
            }
          } catch (DateTimeException e) {
            throw new IllegalArgumentException("a day such as 2026-12-01", e);
          }
          throw new IllegalArgumentException("a day such as 2026-12-01");
        });
  }

  private static Instant time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isAfter(Instant.EPOCH) && time.isBefore(LAST)) {
        return time;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("an RFC 3339 time such as 2026-12-01T14:30:00Z", e);
    }
    throw new IllegalArgumentException("a time from 1970 to 9998");
  }

  private static String currency(String text) {
    if (!text.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("a currency of ISO 4217 such as USD");
    }
    return text;
  }

  private static String limited(String text, int length) {
    if (text.length() > length || text.indexOf('\u0000') >= 0) {
      throw new IllegalArgumentException("1 to " + length + " characters");
    }
    return text;
  }
}
