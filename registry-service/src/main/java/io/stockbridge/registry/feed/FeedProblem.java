package io.stockbridge.registry.feed;

import io.stockbridge.kit.problem.ProblemCode;

/** Problems of reads of the change feed. */
enum FeedProblem implements ProblemCode {
  /** The cursor is of another registry, or this one was restored from an older copy. */
  CURSOR_AHEAD(409, "The cursor is ahead of the feed"),
  /** As many streams are open as this replica serves. */
  TOO_MANY_STREAMS(503, "No further stream can be served for the moment");

  private final int status;
  private final String title;

  FeedProblem(int status, String title) {
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
