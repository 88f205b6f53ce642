package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the changes that lead from one content to another on top of a third one. Where both sides
 * changed the same member, the scheduled one stays: it is the later one. Tokens are told apart by
 * their CAIP-19 names, other lists are changed as a whole.
 */
final class ThreeWayMerge {

  private static final String TOKENS = "deployments";
  private static final String TOKEN_NAME = "caip19";

  private ThreeWayMerge() {}

  /**
   * The merged content.
   *
   * @param base what {@code scheduled} was written against; null when there was nothing
   * @param scheduled what shall be so
   * @param next what takes the place of {@code base}; null when there is nothing
   */
  static JsonNode of(@Nullable JsonNode base, JsonNode scheduled, @Nullable JsonNode next) {
    if (base == null || next == null || !base.isObject() || !next.isObject()) {
      return scheduled;
    }
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    for (String name : names(scheduled, next)) {
      JsonNode member =
          name.equals(TOKENS)
              ? tokens(base.path(name), scheduled.path(name), next.path(name))
              : member(base.get(name), scheduled.get(name), next.get(name));
      if (member != null) {
        merged.set(name, member);
      }
    }
    return merged;
  }

  private static @Nullable JsonNode member(
      @Nullable JsonNode base, @Nullable JsonNode scheduled, @Nullable JsonNode next) {
    return Objects.equals(base, scheduled) ? next : scheduled;
  }

  private static JsonNode tokens(JsonNode base, JsonNode scheduled, JsonNode next) {
    Map<String, JsonNode> before = byName(base);
    Map<String, JsonNode> wanted = byName(scheduled);
    Map<String, JsonNode> present = byName(next);
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    Set<String> names = new LinkedHashSet<>(wanted.keySet());
    names.addAll(present.keySet());
    for (String name : names) {
      JsonNode there = wanted.get(name);
      JsonNode token =
          there != null && before.containsKey(name) && present.containsKey(name)
              ? of(before.get(name), there, present.get(name))
              : member(before.get(name), there, present.get(name));
      if (token != null) {
        merged.add(token);
      }
    }
    return merged;
  }

  private static Map<String, JsonNode> byName(JsonNode tokens) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    tokens.forEach(token -> byName.put(token.path(TOKEN_NAME).asText(), token));
    return byName;
  }

  private static Set<String> names(JsonNode scheduled, JsonNode next) {
    Set<String> names = new LinkedHashSet<>();
    scheduled.fieldNames().forEachRemaining(names::add);
    next.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
