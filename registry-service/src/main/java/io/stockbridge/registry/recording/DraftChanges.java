package io.stockbridge.registry.recording;

import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.changes.ChangeTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a draft changes, for the feed. Pure. */
final class DraftChanges {

  private DraftChanges() {}

  /** One change for each new statement, in the order of recording. */
  static List<Change> of(Draft draft) {
    List<Change> changes = new ArrayList<>();
    for (EntryId id : draft.changed()) {
      for (Statement statement : draft.added(id)) {
        changes.add(of(draft, id, statement));
      }
    }
    return changes;
  }

  private static Change of(Draft draft, EntryId id, Statement statement) {
    Instant now = draft.now();
    if (statement.validFrom().isAfter(now)) {
      return later(draft, id, statement);
    }
    Statement before = draft.stored(id).at(now);
    Statement after = draft.wanted(id).at(now);
    boolean holds = statement.equals(after);
    boolean ends = after == null && before != null && statement.content() == null;
    if (holds || ends) {
      return change(
          id, statement, Change.Phase.EFFECTIVE, draft.storedAt(id, now), draft.at(id, now));
    }
    Instant time = statement.validFrom();
    return change(
        id, statement, Change.Phase.CORRECTED, draft.storedAt(id, time), draft.at(id, time));
  }

  private static Change later(Draft draft, EntryId id, Statement statement) {
    Instant time = statement.validFrom();
    if (statement.content() == null) {
      return change(
          id, statement, Change.Phase.CANCELLED, draft.storedAt(id, time), draft.at(id, time));
    }
    return change(
        id,
        statement,
        Change.Phase.SCHEDULED,
        draft.at(id, time.minusMillis(1)),
        draft.at(id, time));
  }

  private static Change change(
      EntryId id,
      Statement statement,
      Change.Phase phase,
      @Nullable EntryContent before,
      @Nullable EntryContent after) {
    return new Change(id, statement.version(), phase, ChangeTypes.between(before, after));
  }
}
