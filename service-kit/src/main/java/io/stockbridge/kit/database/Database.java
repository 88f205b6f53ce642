package io.stockbridge.kit.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Runs units of work that are plain blocking code, each in one transaction.
 *
 * <p>The work runs on a virtual thread and hands each statement to the session's own event loop. No
 * chain and no other system is called inside: see {@link Transactions}.
 */
@ApplicationScoped
public class Database {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ThreadLocal<@Nullable Tx> CURRENT = new ThreadLocal<>();

  private final Transactions transactions;
  private final Facts facts;
  private final ExecutorService bodies = Executors.newVirtualThreadPerTaskExecutor();

  Database(Transactions transactions, Facts facts) {
    this.transactions = transactions;
    this.facts = facts;
  }

  /** A unit of work; throwing rolls it back. */
  @FunctionalInterface
  public interface Work<T> {
    /** Runs inside the transaction. */
    T run(Tx tx);
  }

  /** A unit of work without a result. */
  @FunctionalInterface
  public interface Change {
    /** Runs inside the transaction. */
    void run(Tx tx);
  }

  /**
   * Commits the work and gives its result; for threads that may block. Called inside another unit
   * of work, it joins that one's transaction.
   *
   * @throws io.smallrye.mutiny.TimeoutException after 30 s
   * @throws RuntimeException whatever the work threw, or the database's fault
   */
  public <T> T inTransaction(Work<T> work) {
    Tx running = CURRENT.get();
    if (running != null) {
      return work.run(running);
    }
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("a blocking transaction was started on an event loop");
    }
    return transactions.await(LIMIT, session -> body(session, work));
  }

  /** Commits the change; for threads that may block. */
  public void change(Change change) {
    inTransaction(withResult(change));
  }

  /**
   * Runs the change inside the transaction that {@code session} already has; called on the
   * session's event loop and completes there, so that the transaction can go on.
   */
  public Uni<Void> within(Mutiny.Session session, Change change) {
    return resultWithin(session, withResult(change)).replaceWithVoid();
  }

  /** As {@link #within}, for work with a result. */
  public <T> Uni<T> resultWithin(Mutiny.Session session, Work<T> work) {
    return body(session, work);
  }

  private static Work<Boolean> withResult(Change change) {
    return tx -> {
      change.run(tx);
      return true;
    };
  }

  private <T> Uni<T> body(Mutiny.Session session, Work<T> work) {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("a session is open outside of an event loop");
    }
    Tx tx = new Tx(context, session, facts);
    return Uni.createFrom()
        .item(() -> runAs(tx, work))
        .runSubscriptionOn(bodies)
        .emitOn(task -> context.runOnContext(ignored -> task.run()));
  }

  private static <T> T runAs(Tx tx, Work<T> work) {
    CURRENT.set(tx);
    try {
      return work.run(tx);
    } finally {
      CURRENT.remove();
    }
  }

  @PreDestroy
  void close() {
    bodies.shutdown();
  }
}
