package io.stockbridge.kit.events;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When a topic may be relayed: one batch at a time, and after Kafka did not take the topic at all
 * only after a pause that grows, with a single fact to try. Thread-safe.
 */
final class TopicTurns {

  private static final long FIRST_PAUSE_MS = 250;
  private static final int MAX_DOUBLINGS = 10;

  private final long maxPauseMs;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile long pausedSinceNanos;

  TopicTurns(long maxPauseMs) {
    this.maxPauseMs = maxPauseMs;
  }

  /** Whether the caller may relay now; it has to call {@link #end} then. */
  boolean begin() {
    return !isPaused() && busy.compareAndSet(false, true);
  }

  void end() {
    busy.set(false);
  }

  /** How many facts to try: one while Kafka did not take the topic's last one. */
  int batchSize(int usual) {
    return failures.get() == 0 ? usual : 1;
  }

  void count(RelayedBatch batch) {
    if (batch.isTopicDown()) {
      pausedSinceNanos = System.nanoTime();
      failures.incrementAndGet();
    } else if (batch.published() > 0) {
      failures.set(0);
    }
  }

  private boolean isPaused() {
    int doublings = Math.min(failures.get(), MAX_DOUBLINGS);
    if (doublings == 0) {
      return false;
    }
    long pauseMs = Math.min(maxPauseMs, FIRST_PAUSE_MS << doublings);
    return System.nanoTime() - pausedSinceNanos < TimeUnit.MILLISECONDS.toNanos(pauseMs);
  }
}
