package io.stockbridge.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of the change feed.
 *
 * @param number its place in the feed, dense from 1; the cursor to go on after it
 * @param kind underlying, instrument or impostor
 * @param key the entry's key among those of its kind
 * @param version the version of the entry that it is about
 * @param phase effective, scheduled, cancelled or corrected; expect others
 * @param types what differs; expect others than are documented today
 * @param content of the entry in the form of signed states, empty where it is no longer there
 * @param json the whole line
 */
public record Change(
    long number,
    String kind,
    String key,
    int version,
    String phase,
    List<String> types,
    Optional<JsonNode> content,
    JsonNode json) {

  /** Whether a mirror of what holds now has to apply it. */
  public boolean isEffective() {
    return phase.equals("effective");
  }

  /** The cursor to read on from. */
  public String cursor() {
    return Long.toString(number);
  }

  static Change of(JsonNode line) {
    List<String> types = new ArrayList<>();
    line.path("types").forEach(type -> types.add(type.asText()));
    JsonNode content = line.path("content");
    return new Change(
        line.path("number").longValue(),
        line.path("kind").asText(),
        line.path("key").asText(),
        line.path("version").intValue(),
        line.path("phase").asText(),
        List.copyOf(types),
        content.isObject() ? Optional.of(content) : Optional.empty(),
        line);
  }
}
