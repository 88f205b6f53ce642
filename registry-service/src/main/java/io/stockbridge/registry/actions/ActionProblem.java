package io.stockbridge.registry.actions;

import io.stockbridge.kit.problem.ProblemCode;

/** Problems of corporate actions. */
enum ActionProblem implements ProblemCode {
  /** No corporate action has this id. */
  UNKNOWN_ACTION(404, "No such corporate action"),
  /** Its terms contradict its kind, or what is known of the security. */
  INVALID_ACTION(422, "The corporate action cannot be recorded like this"),
  /** Another action has this id. */
  ACTION_CONFLICT(409, "The id names another corporate action"),
  /** One that has not ended changes the same thing. */
  OVERLAPPING_ACTION(409, "Another corporate action is under way"),
  /** Chains and holders must know before it takes effect. */
  EFFECTIVE_TOO_SOON(422, "It would take effect too soon"),
  /** Chains know what was scheduled: cancel it and announce another. */
  TERMS_FIXED(409, "What is scheduled keeps its terms"),
  /** It has ended, is being cancelled, or no chain can be told otherwise in time. */
  TOO_LATE(409, "It is too late for this");

  private final int status;
  private final String title;

  ActionProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
