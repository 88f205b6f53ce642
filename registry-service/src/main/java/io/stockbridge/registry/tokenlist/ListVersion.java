package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The version of a token list by the rules of its schema: removals raise major, additions minor,
 * any other change patch.
 */
public record ListVersion(int major, int minor, int patch) {

  /** The version of the first list. */
  public static final ListVersion FIRST = new ListVersion(1, 0, 0);

  /** The version of {@code next} after {@code previous}; the same where they are equal. */
  public ListVersion after(JsonNode previous, JsonNode next) {
    if (previous.equals(next)) {
      return this;
    }
    Map<String, JsonNode> before = byToken(previous);
    Map<String, JsonNode> now = byToken(next);
    if (!now.keySet().containsAll(before.keySet())) {
      return new ListVersion(major + 1, 0, 0);
    }
    return before.keySet().containsAll(now.keySet())
        ? new ListVersion(major, minor, patch + 1)
        : new ListVersion(major, minor + 1, 0);
  }

  private static Map<String, JsonNode> byToken(JsonNode tokens) {
    Map<String, JsonNode> byToken = new HashMap<>();
    for (JsonNode token : tokens) {
      String address = token.path("address").asText();
      String key = address.startsWith("0x") ? address.toLowerCase(Locale.ROOT) : address;
      byToken.put(token.path("chainId").asText() + "/" + key, token);
    }
    return byToken;
  }
}
