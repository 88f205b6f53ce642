package io.stockbridge.registry.recording;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a history says, found by going through it from its start: slow and plain. */
final class Replay {

  private Replay() {}

  /**
   * What was said last, by then, of the last time up to {@code asOf} of which anything was said.
   */
  static @Nullable Statement at(List<Statement> history, Instant asOf, @Nullable Instant knownAt) {
    Map.Entry<Instant, Statement> holding = all(history, knownAt).floorEntry(asOf);
    return holding == null ? null : holding.getValue();
  }

  /** The earliest that was said, by then. */
  static @Nullable Statement first(List<Statement> history, @Nullable Instant knownAt) {
    Map.Entry<Instant, Statement> first = all(history, knownAt).firstEntry();
    return first == null ? null : first.getValue();
  }

  private static NavigableMap<Instant, Statement> all(
      List<Statement> history, @Nullable Instant knownAt) {
    NavigableMap<Instant, Statement> holding = new TreeMap<>();
    for (Statement statement : history) {
      if (knownAt == null || !statement.recordedAt().isAfter(knownAt)) {
        if (statement.content() == null) {
          holding.remove(statement.validFrom());
        } else {
          holding.put(statement.validFrom(), statement);
        }
      }
    }
    return holding;
  }
}
