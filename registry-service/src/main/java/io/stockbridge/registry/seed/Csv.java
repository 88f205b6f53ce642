package io.stockbridge.registry.seed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads comma-separated values as RFC 4180 writes them, with a header line. */
final class Csv {
  private Csv() {}

  /**
   * The rows, each from column name to stripped text.
   *
   * @throws IllegalArgumentException when a row has another number of fields than the header, or a
   *     quote is not closed
   */
  static List<Map<String, String>> parse(String text) {
    List<List<String>> lines = split(text);
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> header = lines.isEmpty() ? List.of() : lines.get(0);
    for (int line = 1; line < lines.size(); line++) {
      List<String> fields = lines.get(line);
      if (fields.size() != header.size()) {
        throw new IllegalArgumentException(
            "line %d has %d fields, the header %d"
                .formatted(line + 1, fields.size(), header.size()));
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        row.put(header.get(i), fields.get(i).strip());
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> split(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else if (c == '"') {
          quoted = false;
        } else {
          field.append(c);
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        fields.add(take(field));
      } else if (c == '\n') {
        fields.add(take(field));
        lines.add(fields);
        fields = new ArrayList<>();
      } else if (c != '\r') {
        field.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    if (!field.isEmpty() || !fields.isEmpty()) {
      fields.add(take(field));
      lines.add(fields);
    }
    return lines;
  }

  private static String take(StringBuilder field) {
    String text = field.toString();
    field.setLength(0);
    return text;
  }
}
