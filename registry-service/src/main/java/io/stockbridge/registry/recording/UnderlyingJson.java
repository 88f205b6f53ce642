package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.protocol.identifiers.Figi;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnderlyingStatus;
import java.util.List;
import java.util.Set;

/** The JSON of an underlying. */
final class UnderlyingJson {

  /** Members besides the content that answers and records carry. */
  private static final Set<String> NAMES =
      Set.of(
          "key",
          "ticker",
          "isin",
          "figi",
          "name",
          "mic",
          "status",
          "aliases",
          "kind",
          "schema",
          "version",
          "validFrom",
          "recordedAt");

  private UnderlyingJson() {}

  static ObjectNode write(Underlying underlying) {
    ObjectNode json = AssetJson.JSON.objectNode();
    json.put("key", underlying.key());
    AssetJson.putIfKnown(json, "isin", underlying.isin());
    AssetJson.putIfKnown(json, "figi", underlying.figi());
    json.put("ticker", underlying.ticker());
    json.put("name", underlying.name());
    AssetJson.putIfKnown(json, "mic", underlying.mic());
    UnderlyingStatus status = underlying.status();
    AssetJson.putIfKnown(json, "status", status == null ? null : status.wire());
    if (!underlying.aliases().isEmpty()) {
      ArrayNode aliases = json.putArray("aliases");
      for (Alias alias : underlying.aliases()) {
        ObjectNode item = aliases.addObject();
        item.put("kind", alias.kind().wire());
        item.put("value", alias.value());
        AssetJson.putIfKnown(item, "from", alias.from());
        AssetJson.putIfKnown(item, "until", alias.until());
      }
    }
    return json;
  }

  /** Reads an underlying, strictly; without a key the ticker is the key. */
  static Underlying read(JsonFields json) {
    json.only(NAMES);
    String ticker = json.text("ticker");
    String key = json.textOrNull("key");
    List<Alias> aliases = json.list("aliases", UnderlyingJson::readAlias);
    return json.checked(
        "ticker",
        () ->
            new Underlying(
                key == null ? ticker : key,
                ticker,
                json.parseOrNull("isin", Isin::of),
                json.parseOrNull("figi", Figi::of),
                json.text("name"),
                json.textOrNull("mic"),
                json.parseOrNull("status", UnderlyingStatus::ofWire),
                aliases));
  }

  private static Alias readAlias(JsonFields json) {
    json.only(Set.of("kind", "value", "from", "until"));
    return json.checked(
        "value",
        () ->
            new Alias(
                json.parse("kind", Alias.Kind::ofWire),
                json.text("value"),
                json.parseOrNull("from", AssetJson::date),
                json.parseOrNull("until", AssetJson::date)));
  }
}
