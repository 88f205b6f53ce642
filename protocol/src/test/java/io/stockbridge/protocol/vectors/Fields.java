package io.stockbridge.protocol.vectors;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object whose fields keep their order. */
final class Fields {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Names and values in turn; values that are no number, list or map are written as their text. */
  static Map<String, Object> of(Object... namesAndValues) {
    Fields fields = new Fields();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields.values;
  }

  private void put(String name, Object value) {
    boolean asIs =
        value instanceof Number || value instanceof Iterable<?> || value instanceof Map<?, ?>;
    values.put(name, asIs || value instanceof Boolean ? value : value.toString());
  }
}
