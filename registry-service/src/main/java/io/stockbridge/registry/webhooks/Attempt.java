package io.stockbridge.registry.webhooks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send a change.
 *
 * @param number of the change
 * @param attempt counts from 1
 * @param manual asked for by a person
 * @param status the receiver's answer, null where none came
 * @param error what went wrong, null where the receiver took it
 */
record Attempt(
    long number,
    String messageId,
    int attempt,
    boolean manual,
    Instant attemptedAt,
    Duration duration,
    @Nullable Integer status,
    @Nullable String error) {

  private static final int GONE = 410;

  boolean isTaken() {
    return error == null;
  }

  /** The receiver wants nothing more, for ever. */
  boolean isGone() {
    return status != null && status == GONE;
  }
}
