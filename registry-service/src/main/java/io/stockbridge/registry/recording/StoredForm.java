package io.stockbridge.registry.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.JsonRules;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import java.util.List;
import java.util.function.Function;

/**
 * Content as it is stored: without what follows from the rest, and an instrument names its
 * underlying by key only, so that both have their own time.
 */
final class StoredForm {

  private static final ObjectMapper MAPPER = JsonRules.newMapper();
  private static final List<String> DERIVED =
      List.of("chain", "address", "wrappedBy", "firstSeen", "priceFeed");

  private StoredForm() {}

  static JsonNode of(EntryContent content) {
    ObjectNode json = AssetJson.write(content);
    switch (content) {
      case AssetContent asset -> {
        json.remove("own");
        json.putObject("underlying").put("key", asset.underlying().key());
        json.withArray("deployments").forEach(token -> ((ObjectNode) token).remove(DERIVED));
      }
      case Impostor impostor -> json.remove(DERIVED);
      case Underlying underlying -> {}
    }
    // Read back, so that it equals what the database gives back.
    return parse(json.toString());
  }

  /** The key of the underlying that an instrument's stored content names. */
  static String underlyingKey(JsonNode instrument) {
    return instrument.path("underlying").path("key").textValue();
  }

  /**
   * The content.
   *
   * @param underlyings the underlying of a key, for instruments
   */
  static EntryContent read(
      EntryKind kind, JsonNode json, Function<String, Underlying> underlyings) {
    return switch (kind) {
      case UNDERLYING -> UnderlyingJson.read(new JsonFields(json, ""));
      case INSTRUMENT -> AssetJson.read(json, underlyings.apply(underlyingKey(json)));
      case IMPOSTOR -> new Impostor(DeploymentJson.read(new JsonFields(json, ""), "-"));
    };
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored content is no JSON", e);
    }
  }
}
