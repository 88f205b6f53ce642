package io.stockbridge.registry.states;

import io.stockbridge.kit.problem.ProblemCode;

/** Problems of reads of signed states. */
enum StateProblem implements ProblemCode {
  /** No state has this number, or none is published yet. */
  UNKNOWN_STATE(404, "No such state"),
  /** The state has no entry of this name. */
  UNKNOWN_ENTRY(404, "The state has no such entry"),
  /** Entries are proven by underlying, instrument, impostor, token, isin or ticker. */
  UNKNOWN_KIND(404, "No such kind of entry"),
  /** The log has fewer entries. */
  LOG_TOO_SHORT(404, "The log has fewer entries");

  private final int status;
  private final String title;

  StateProblem(int status, String title) {
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
