package io.stockbridge.devnet.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the demo prints: sections, facts, tables. */
final class Output {

  private final PrintStream out;

  Output(PrintStream out) {
    this.out = out;
  }

  synchronized void section(int number, String title) {
    out.println();
    out.println(number + ". " + title);
    out.println("─".repeat(100));
  }

  synchronized void line(String text) {
    out.println("  " + text);
  }

  /** Something that had to hold and did. */
  synchronized void held(String what) {
    out.println("  ✓ " + what);
  }

  synchronized void failed(String what) {
    out.println("  ✗ " + what);
  }

  /** A table with a head; numbers to the right, text to the left. */
  synchronized void table(List<String> head, List<List<String>> rows) {
    int[] widths = new int[head.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = head.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    out.println("  " + render(head, widths));
    rows.forEach(row -> out.println("  " + render(row, widths)));
  }

  private static String render(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      boolean number =
          !cell.isEmpty() && cell.chars().allMatch(c -> "0123456789.-".indexOf(c) >= 0);
      String format = "%" + (number ? "" : "-") + widths[column] + "s  ";
      line.append(String.format(Locale.ROOT, format, cell));
    }
    return line.toString().stripTrailing();
  }
}
