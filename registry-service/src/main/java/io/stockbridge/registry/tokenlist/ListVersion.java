package io.stockbridge.registry.tokenlist;

import java.util.Arrays;
import java.util.Set;

/**
 * The version of a token list by the rules of its schema: removals raise major, additions minor,
 * any other change patch.
 */
public record ListVersion(int major, int minor, int patch) {

  /** The version of the first list. */
  public static final ListVersion FIRST = new ListVersion(1, 0, 0);

  /**
   * The version of {@code next} after {@code previous}; the same where they are equal.
   *
   * @param previous the tokens of this version, a JSON array
   * @param next the tokens after it
   */
  public ListVersion after(byte[] previous, byte[] next) {
    if (Arrays.equals(previous, next)) {
      return this;
    }
    Set<String> before = ListedTokens.keys(previous);
    Set<String> now = ListedTokens.keys(next);
    if (!now.containsAll(before)) {
      return new ListVersion(major + 1, 0, 0);
    }
    return before.containsAll(now)
        ? new ListVersion(major, minor, patch + 1)
        : new ListVersion(major, minor + 1, 0);
  }
}
