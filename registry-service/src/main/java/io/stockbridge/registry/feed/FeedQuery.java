package io.stockbridge.registry.feed;

import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.changes.ChangeType;
import io.stockbridge.registry.recording.ChangeLines;
import io.stockbridge.registry.rest.RegistryProblem;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the feed. */
public final class FeedQuery {

  private static final List<String> TYPES =
      Arrays.stream(ChangeType.values()).map(ChangeType::wire).toList();
  private static final List<String> KINDS =
      Arrays.stream(EntryKind.values()).map(EntryKind::wire).toList();
  private static final List<String> PHASES =
      List.of("effective", "scheduled", "cancelled", "corrected");

  private FeedQuery() {}

  /** The number after which lines are wanted; 0 without a cursor. */
  public static long after(String field, @Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("0|[1-9][0-9]{0,17}")) {
      throw ProblemException.inField(
          RegistryProblem.INVALID_CURSOR, field, "a number of a change, or 0 for all of them");
    }
    return Long.parseLong(cursor);
  }

  /** Refuses a cursor that no reader of this feed can have. */
  public static void requireKnown(String field, long after, long head) {
    if (after > head) {
      throw ProblemException.inField(
              FeedProblem.CURSOR_AHEAD,
              field,
              "the feed ends at " + head + ": begin again from 0, this is another registry")
          .with("head", head);
    }
  }

  static ChangeLines.Filter filter(
      @Nullable String types, @Nullable String kinds, @Nullable String phases) {
    return new ChangeLines.Filter(
        types(types), some("kind", kinds, KINDS), some("phase", phases, PHASES));
  }

  /** Types of changes, separated by commas; none stands for all. */
  public static Set<String> types(@Nullable String types) {
    return some("type", types, TYPES);
  }

  private static Set<String> some(String field, @Nullable String text, List<String> known) {
    if (text == null) {
      return Set.of();
    }
    Set<String> some = new LinkedHashSet<>(List.of(text.split(",", -1)));
    for (String one : some) {
      if (!known.contains(one)) {
        throw ProblemException.inField(
            CommonProblem.INVALID_FIELD, field, "one or more of " + String.join(",", known));
      }
    }
    return some;
  }
}
