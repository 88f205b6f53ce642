package io.stockbridge.devnet.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting with a limit. */
public final class Waiting {

  private Waiting() {}

  /** Waits until the condition holds; false if the limit passes first. */
  public static boolean until(BooleanSupplier condition, Duration limit, Duration pause) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(pause);
    }
    return true;
  }

  /** Asks until there is an answer; empty if the limit passes first. */
  public static <T> Optional<T> forAnswer(
      Supplier<Optional<T>> question, Duration limit, Duration pause) {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<T> answer = question.get();
    while (answer.isEmpty() && System.nanoTime() < deadline) {
      pause(pause);
      answer = question.get();
    }
    return answer;
  }

  /** Sleeps; an interrupt becomes an exception. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while waiting", e);
    }
  }
}
