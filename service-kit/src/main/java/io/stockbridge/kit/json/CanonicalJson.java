package io.stockbridge.kit.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The one text of a JSON value that is hashed or signed: RFC 8785 (JSON Canonicalization Scheme).
 * Numbers are limited to integers of at most 2⁵³ − 1, which every language writes alike; quantities
 * are strings in our records.
 */
public final class CanonicalJson {

  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private CanonicalJson() {}

  /**
   * The canonical text: members sorted by UTF-16 code units, no white space.
   *
   * @throws IllegalArgumentException for fractions, larger numbers and values JSON does not have
   */
  public static String write(JsonNode value) {
    StringBuilder text = new StringBuilder();
    append(value, text);
    return text.toString();
  }

  private static void append(JsonNode value, StringBuilder text) {
    switch (value.getNodeType()) {
      case OBJECT -> appendObject(value, text);
      case ARRAY -> appendArray(value, text);
      case STRING -> appendString(value.textValue(), text);
      case NUMBER -> appendNumber(value, text);
      case BOOLEAN -> text.append(value.booleanValue());
      case NULL -> text.append("null");
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no JSON value: " + value.getNodeType());
    }
  }

  private static void appendObject(JsonNode object, StringBuilder text) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    text.append('{');
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      appendString(names.get(i), text);
      text.append(':');
      append(object.get(names.get(i)), text);
    }
    text.append('}');
  }

  private static void appendArray(JsonNode array, StringBuilder text) {
    text.append('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      append(array.get(i), text);
    }
    text.append(']');
  }

  private static void appendNumber(JsonNode number, StringBuilder text) {
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || Math.abs(number.longValue()) > MAX_SAFE_INTEGER) {
      throw new IllegalArgumentException("not a safe integer: " + number);
    }
    text.append(number.longValue());
  }

  private static void appendString(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\f' -> text.append("\\f");
        case '\r' -> text.append("\\r");
        default -> {
          if (c < 0x20) {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
