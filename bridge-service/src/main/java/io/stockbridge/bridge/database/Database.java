package io.stockbridge.bridge.database;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs transactions whose bodies are plain blocking code.
 *
 * <p>The session stays on its event loop; the body runs on a virtual thread and hands each
 * statement over. A body that throws rolls everything back. Callers must not be event loops.
 */
@ApplicationScoped
public class Database {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final ExecutorService bodies = Executors.newVirtualThreadPerTaskExecutor();

  Database(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Runs {@code body} in one transaction and returns its result after the commit.
   *
   * @throws RuntimeException whatever the body threw, or the database's fault
   */
  public <T> T inTransaction(Function<Tx, T> body) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("a blocking transaction was started on an event loop");
    }
    return transactions.await(LIMIT, session -> inSession(session, body));
  }

  /** Runs {@code body} in one transaction. */
  public void useTransaction(Consumer<Tx> body) {
    inTransaction(
        tx -> {
          body.accept(tx);
          return true;
        });
  }

  /**
   * Runs {@code body} in a transaction that is open already; called on the session's event loop.
   * Completes there, so that the transaction can go on.
   */
  public <T> Uni<T> inSession(Mutiny.Session session, Function<Tx, T> body) {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("a session is open outside of an event loop");
    }
    return Uni.createFrom()
        .item(() -> body.apply(new Tx(context, session)))
        .runSubscriptionOn(bodies)
        .emitOn(task -> context.runOnContext(ignored -> task.run()));
  }
}
