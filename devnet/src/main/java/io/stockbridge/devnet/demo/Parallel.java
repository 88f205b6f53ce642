package io.stockbridge.devnet.demo;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Doing the same for several things at once. */
final class Parallel {

  private static final int THREADS = 8;

  private Parallel() {}

  /** Results in the order of the inputs; the first failure fails all. */
  static <A, B> List<B> map(List<A> inputs, Function<A, B> work) {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      List<Future<B>> futures =
          inputs.stream().map(input -> executor.submit(() -> work.apply(input))).toList();
      return futures.stream().map(Parallel::result).toList();
    }
  }

  private static <B> B result(Future<B> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
