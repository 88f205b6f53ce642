package io.stockbridge.registry.webhooks;

import java.time.Duration;

/**
 * How long to wait after failures: twice as long each time, up to a bound, and a random part of
 * that, so that receivers that failed together do not come back together. Pure.
 *
 * @param first after the first failure
 * @param longest never more
 */
record Backoff(Duration first, Duration longest) {

  private static final int MAX_DOUBLINGS = 30;

  /**
   * The pause.
   *
   * @param failures in a row, from 1
   * @param chance from 0 to 1
   */
  Duration after(int failures, double chance) {
    long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
    long full = Math.min(Math.max(doubled, 0), longest.toMillis());
    return Duration.ofMillis(full / 2 + Math.round(full / 2.0 * chance));
  }
}
