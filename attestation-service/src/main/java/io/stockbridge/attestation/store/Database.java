package io.stockbridge.attestation.store;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.events.Outbox;
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
 * Runs blocking units of work, each in one database transaction. The work runs on a virtual thread
 * and its statements on the session's own event loop, so that the rules of this service are plain
 * sequential code. No RPC inside a unit of work.
 */
@ApplicationScoped
public class Database {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ThreadLocal<@Nullable Tx> CURRENT = new ThreadLocal<>();

  private final Transactions transactions;
  private final Outbox outbox;
  private final ExecutorService bodies = Executors.newVirtualThreadPerTaskExecutor();

  Database(Transactions transactions, Outbox outbox) {
    this.transactions = transactions;
    this.outbox = outbox;
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
   * Commits the work and gives its result; must be called from a thread that may block. Called
   * inside another unit of work, it joins that one's transaction.
   *
   * @throws io.smallrye.mutiny.TimeoutException after 30 s
   */
  public <T> T read(Work<T> work) {
    Tx running = CURRENT.get();
    return running == null
        ? transactions.await(TIMEOUT, session -> body(session, work))
        : work.run(running);
  }

  /** Commits the change; must be called from a thread that may block. */
  public void change(Change change) {
    read(
        tx -> {
          change.run(tx);
          return Boolean.TRUE;
        });
  }

  /** Runs the change inside the transaction that {@code session} already has. */
  public Uni<Void> within(Mutiny.Session session, Change change) {
    return body(
            session,
            tx -> {
              change.run(tx);
              return Boolean.TRUE;
            })
        .replaceWithVoid();
  }

  private <T> Uni<T> body(Mutiny.Session session, Work<T> work) {
    Context context = Vertx.currentContext();
    Tx tx = new Tx(context, session, outbox);
    return Uni.createFrom()
        .<T>emitter(
            emitter ->
                bodies.execute(
                    () -> {
                      CURRENT.set(tx);
                      try {
                        emitter.complete(work.run(tx));
                      } catch (RuntimeException | Error failure) {
                        emitter.fail(failure);
                      } finally {
                        CURRENT.remove();
                      }
                    }))
        .emitOn(command -> context.runOnContext(ignored -> command.run()));
  }

  @PreDestroy
  void close() {
    bodies.shutdown();
  }
}
