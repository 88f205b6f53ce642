package io.stockbridge.chains.rpc;

import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.protocol.identifiers.DomainId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again until there is an answer or the time is up. */
public final class Polling {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Polling() {}

  /**
   * The first answer within {@code limit}; asks at least once.
   *
   * @throws ChainUnavailableException when the thread is interrupted
   */
  public static <T> Optional<T> await(
      DomainId domain, Duration limit, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + limit.toNanos();
    Optional<T> answer = question.get();
    while (answer.isEmpty() && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ChainUnavailableException(domain, "interrupted", e);
      }
      answer = question.get();
    }
    return answer;
  }
}
