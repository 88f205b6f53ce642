package io.stockbridge.devnet.stack;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time in which one thread starts parts. Whoever takes the stack down while that goes on first
 * ends it here, so that nothing is started behind his back.
 */
final class StartPhase {

  /**
   * More than the servers need, which are let start in full so that they can be stopped in order.
   */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread starter;
  private boolean interruptible;
  private boolean ended;

  /** The stack was taken down while it was being started. */
  static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndedException(@Nullable Throwable cause) {
      super("ended while it was being started", cause);
    }
  }

  /**
   * Starts the parts in this thread.
   *
   * @throws EndedException if {@link #end()} came in between
   */
  void run(Runnable start) {
    synchronized (this) {
      starter = Thread.currentThread();
    }
    try {
      start.run();
      mayBeInterrupted();
    } catch (RuntimeException e) {
      if (isEnded()) {
        throw new EndedException(e);
      }
      throw e;
    } finally {
      synchronized (this) {
        starter = null;
        // A late interrupt was meant for the start only.
        boolean unused = Thread.interrupted();
      }
      over.countDown();
    }
  }

  /**
   * What is started from here on can be left at any point.
   *
   * @throws EndedException if {@link #end()} came already
   */
  synchronized void mayBeInterrupted() {
    if (ended) {
      throw new EndedException(null);
    }
    interruptible = true;
  }

  /**
   * Ends the start and waits until its thread does nothing more; returns at once when it is over.
   */
  void end() {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    boolean waiting = true;
    while (waiting && System.nanoTime() - deadline < 0) {
      interruptStarter();
      try {
        waiting = !over.await(500, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        waiting = false;
      }
    }
  }

  private synchronized void interruptStarter() {
    ended = true;
    if (interruptible && starter != null) {
      starter.interrupt();
    }
  }

  private synchronized boolean isEnded() {
    return ended;
  }
}
