package io.stockbridge.registry.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One client's allowance: {@code burst} requests at once, refilled steadily. Kept as the one time
 * at which the bucket will be full again (the generic cell rate algorithm), so taking from it is a
 * single compare-and-set. Safe for use by many threads.
 */
final class TokenBucket {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final AtomicLong fullAtNanos;

  TokenBucket(long nowNanos) {
    fullAtNanos = new AtomicLong(nowNanos);
  }

  /**
   * What came of a request.
   *
   * @param allowed whether it may go on
   * @param remaining how many more may follow at once
   * @param resetSeconds until the bucket is full again, rounded up
   * @param retryAfterSeconds until one more is allowed, rounded up; 0 when allowed
   */
  record Outcome(boolean allowed, long remaining, long resetSeconds, long retryAfterSeconds) {}

  /** How large buckets are and how fast they fill. */
  record Rate(long requestsPerSecond, long burst) {

    Rate {
      if (requestsPerSecond < 1
          || requestsPerSecond > 1_000_000
          || burst < 1
          || burst > 1_000_000) {
        throw new IllegalArgumentException(
            "requests-per-second and burst are from 1 to 1,000,000 each");
      }
    }

    long nanosPerRequest() {
      return NANOS_PER_SECOND / requestsPerSecond;
    }

    /** How long an empty bucket takes to fill, in seconds, rounded up. */
    long windowSeconds() {
      return seconds(burst * nanosPerRequest());
    }
  }

  Outcome take(Rate rate, long nowNanos) {
    long perRequest = rate.nanosPerRequest();
    long capacity = rate.burst() * perRequest;
    while (true) {
      long seen = fullAtNanos.get();
      long missing = Math.max(0, seen - nowNanos);
      if (missing + perRequest > capacity) {
        long wait = missing + perRequest - capacity;
        return new Outcome(false, 0, seconds(missing), seconds(wait));
      }
      long next = missing + perRequest;
      if (fullAtNanos.compareAndSet(seen, nowNanos + next)) {
        return new Outcome(true, (capacity - next) / perRequest, seconds(next), 0);
      }
    }
  }

  private static long seconds(long nanos) {
    return (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
  }
}
