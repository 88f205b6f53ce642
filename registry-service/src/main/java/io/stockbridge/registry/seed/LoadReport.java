package io.stockbridge.registry.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of each row of the data: nothing is lost silently. */
public final class LoadReport {

  /** What can come of a row. */
  public enum Outcome {
    /** Its tokens or its security are new knowledge. */
    TAKEN,
    /** It agrees with or adds to what another row brought. */
    MERGED,
    /** It is not used; the reason says why. */
    REFUSED
  }

  /**
   * One row's or one cell's fate.
   *
   * @param file the file
   * @param row its number, the header is row 1
   * @param subject what the row is about
   * @param outcome what came of it
   * @param reason why
   */
  public record Entry(String file, int row, String subject, Outcome outcome, String reason) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(String file, int row, String subject, Outcome outcome, String reason) {
    entries.add(new Entry(file, row, subject, outcome, reason));
  }

  /** All entries in the order of the files. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** How often each outcome came of each file. */
  public Map<String, Map<Outcome, Integer>> counts() {
    Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();
    for (Entry entry : entries) {
      counts
          .computeIfAbsent(entry.file(), file -> new TreeMap<>())
          .merge(entry.outcome(), 1, Integer::sum);
    }
    return counts;
  }
}
