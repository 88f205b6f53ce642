package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds of one entry over time: for each moment from which something is said, the newest
 * statement. Immutable and pure.
 */
final class Timeline {

  /** An entry of which nothing is known. */
  static final Timeline EMPTY = new Timeline(new TreeMap<>(), 0, Instant.MIN);

  private final NavigableMap<Instant, Statement> statements;
  private final int lastVersion;
  private final Instant lastRecordedAt;

  private Timeline(
      NavigableMap<Instant, Statement> statements, int lastVersion, Instant lastRecordedAt) {
    this.statements = statements;
    this.lastVersion = lastVersion;
    this.lastRecordedAt = lastRecordedAt;
  }

  /** The timeline of the statements that are not superseded. */
  static Timeline of(List<Statement> open) {
    Timeline timeline = EMPTY;
    for (Statement statement : open) {
      timeline = timeline.with(statement);
    }
    return timeline;
  }

  /** What is so at a time, null when nothing is said of it. */
  @Nullable Statement at(Instant time) {
    for (Statement statement : statements.headMap(time, true).descendingMap().values()) {
      if (statement.content() != null) {
        return statement;
      }
    }
    return null;
  }

  /** The earliest thing that is said, null when nothing is. */
  @Nullable Statement first() {
    return statements.values().stream().filter(s -> s.content() != null).findFirst().orElse(null);
  }

  /** All that holds for some time, withdrawn statements left out. */
  List<Statement> holding() {
    return statements.values().stream().filter(s -> s.content() != null).toList();
  }

  /** The statement made for exactly that time, withdrawn ones included. */
  @Nullable Statement madeFor(Instant validFrom) {
    return statements.get(validFrom);
  }

  /**
   * The statements to record so that {@code content} holds from {@code validFrom} on. What is
   * scheduled after it is said again, with its own changes on top of the new content: a rename
   * today is not undone by a split that was scheduled yesterday. A correction that lies before what
   * holds now changes its own period only.
   */
  List<Statement> put(Instant validFrom, JsonNode content, Instant now) {
    return recorded(validFrom, content, now);
  }

  /**
   * The statements to record so that nothing is said for {@code validFrom}.
   *
   * @throws IllegalArgumentException when nothing is
   */
  List<Statement> withdraw(Instant validFrom, Instant now) {
    Statement made = statements.get(validFrom);
    if (made == null || made.content() == null) {
      throw new IllegalArgumentException("nothing is recorded for " + validFrom);
    }
    return recorded(validFrom, null, now);
  }

  private List<Statement> recorded(Instant validFrom, @Nullable JsonNode content, Instant now) {
    Instant next = lastRecordedAt.equals(Instant.MIN) ? now : lastRecordedAt.plusMillis(1);
    Instant recordedAt = now.isBefore(next) ? next : now;
    List<Statement> added = new ArrayList<>();
    Statement first = new Statement(lastVersion + 1, validFrom, recordedAt, content);
    added.add(first);
    Timeline after = with(first);
    if (isBuried(validFrom, now)) {
      return added;
    }
    Instant from = validFrom.isAfter(now) ? validFrom : now;
    for (Statement later : statements.tailMap(from, false).values()) {
      JsonNode scheduled = later.content();
      if (scheduled == null || later.validFrom().equals(validFrom)) {
        continue;
      }
      JsonNode moved = ThreeWayMerge.of(before(this, later), scheduled, before(after, later));
      Statement again = new Statement(after.lastVersion + 1, later.validFrom(), recordedAt, moved);
      added.add(again);
      after = after.with(again);
    }
    return added;
  }

  /** Whether something else, said for a later time, holds by now. */
  private boolean isBuried(Instant validFrom, Instant now) {
    Statement present = at(now);
    return present != null && present.validFrom().isAfter(validFrom);
  }

  private static @Nullable JsonNode before(Timeline timeline, Statement later) {
    Statement before = timeline.at(later.validFrom().minusNanos(1));
    return before == null ? null : Objects.requireNonNull(before.content());
  }

  /** The timeline once {@code statement} is recorded. */
  Timeline with(Statement statement) {
    NavigableMap<Instant, Statement> all = new TreeMap<>(statements);
    all.put(statement.validFrom(), statement);
    return new Timeline(
        all,
        Math.max(lastVersion, statement.version()),
        statement.recordedAt().isAfter(lastRecordedAt) ? statement.recordedAt() : lastRecordedAt);
  }
}
