package io.stockbridge.attestation.snapshots;

import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;

/** An epoch as callers name it. */
public final class EpochParameter {
  private EpochParameter() {}

  /**
   * The epoch.
   *
   * @throws ProblemException INVALID_FIELD unless it is a whole number of 1 to 18 digits
   */
  public static long parse(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "epoch", "not a whole number of at most 18 digits");
    }
    return Long.parseLong(text);
  }
}
