package io.stockbridge.chains.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Fields of a JSON object, each with an error that names it. */
final class Fields {
  private static final int MAX_ENTRIES = 1_000_000;

  private Fields() {}

  static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException(field + ": missing or not text");
    }
    return value.textValue();
  }

  static long number(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(field + ": missing or not a whole number");
    }
    return value.longValue();
  }

  static JsonNode object(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isObject()) {
      throw new IllegalArgumentException(field + ": missing or not an object");
    }
    return value;
  }

  static <T> T value(JsonNode node, String field, Function<String, T> parse) {
    try {
      return parse.apply(text(node, field));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> read) {
    JsonNode array = node.get(field);
    if (array == null || !array.isArray() || array.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(field + ": missing or not a list");
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      try {
        values.add(read.apply(array.get(i)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(field + "[" + i + "]." + e.getMessage(), e);
      }
    }
    return values;
  }
}
