package io.stockbridge.kit.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Work inside a transaction that computes long enough to hold up other requests. It runs on a
 * worker thread while the event loop goes on; the result comes back in the caller's context, so
 * that the session can be used further.
 */
public final class Computation {

  private Computation() {}

  /** The result of {@code work}, which uses no session. Off the event loops it runs at once. */
  public static <T> Uni<T> of(Supplier<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Context context = Vertx.currentContext();
              return context == null || !Context.isOnEventLoopThread()
                  ? Uni.createFrom().item(work)
                  : Uni.createFrom()
                      .completionStage(
                          () -> context.executeBlocking(work::get, false).toCompletionStage());
            });
  }
}
