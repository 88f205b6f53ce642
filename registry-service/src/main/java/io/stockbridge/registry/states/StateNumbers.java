package io.stockbridge.registry.states;

import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Numbers in paths and queries. */
final class StateNumbers {
  private StateNumbers() {}

  /** A state's number, 1 or more. */
  static long state(String text) {
    long number = number("state", text);
    if (number == 0) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "state", "states begin at 1");
    }
    return number;
  }

  /** A whole number of at most nine digits. */
  static long number(String field, @Nullable String text) {
    if (text == null || !text.matches("0|[1-9][0-9]{0,8}")) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, field, "not a whole number of at most nine digits");
    }
    return Long.parseLong(text);
  }
}
