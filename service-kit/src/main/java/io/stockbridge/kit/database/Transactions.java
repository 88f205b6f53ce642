package io.stockbridge.kit.database;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs one unit of work in one database transaction, from an event loop, a worker or a plain
 * thread. Hibernate Reactive binds a session to one Vert.x context; this class provides one where
 * the caller has none, so that schedulers, retries and blocking loops need not know.
 *
 * <p>The work must not call another system: a transaction that waits for a network holds its locks
 * meanwhile. Called inside a running transaction of the same context, the work joins it.
 */
@ApplicationScoped
public class Transactions {

  private final Mutiny.SessionFactory sessions;
  private final VertxInternal vertx;

  Transactions(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = (VertxInternal) vertx;
  }

  /**
   * The result of {@code work} once its transaction is committed; a failure rolls it back. On an
   * event loop the work runs in the caller's context, else in a new one.
   */
  public <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () ->
                onEventLoop()
                    ? sessions.withTransaction(session -> work.apply(session))
                    : inNewContext(() -> sessions.withTransaction(session -> work.apply(session))));
  }

  /**
   * Waits for {@link #run} on a thread that may block.
   *
   * @param timeout upper bound of the wait; the transaction is then abandoned and rolls back
   * @throws io.smallrye.mutiny.TimeoutException when it passes
   */
  public <T> T await(Duration timeout, Function<Mutiny.Session, Uni<T>> work) {
    return run(work).await().atMost(timeout);
  }

  /**
   * Runs work that only one process at a time may do, or nothing while another does it. The others
   * are kept out by an advisory lock of the session's connection: no transaction is open unless the
   * work opens one, so it may wait for other systems; and a process that dies frees it.
   *
   * @param name of the lock; needs a connection of its own all the while (no transaction pooling)
   */
  public <T> Uni<Optional<T>> exclusively(
      String name, Function<Mutiny.StatelessSession, Uni<T>> work) {
    return inNewContext(
        () ->
            sessions.withStatelessSession(
                session ->
                    lock(session, "select pg_try_advisory_lock(hashtextextended(:name, 0))", name)
                        .chain(
                            locked ->
                                locked
                                    ? work.apply(session)
                                        .map(Optional::of)
                                        .eventually(() -> unlock(session, name))
                                    : Uni.createFrom().item(Optional.<T>empty()))));
  }

  private static Uni<Boolean> unlock(Mutiny.StatelessSession session, String name) {
    return lock(session, "select pg_advisory_unlock(hashtextextended(:name, 0))", name);
  }

  private static Uni<Boolean> lock(Mutiny.StatelessSession session, String sql, String name) {
    return session
        .createNativeQuery(sql, Boolean.class)
        .setParameter("name", name)
        .getSingleResult();
  }

  private static boolean onEventLoop() {
    return Context.isOnEventLoopThread() && VertxContext.isOnDuplicatedContext();
  }

  private <T> Uni<T> inNewContext(Supplier<Uni<T>> work) {
    Context context = VertxContext.createNewDuplicatedContext(vertx.createEventLoopContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    return Uni.createFrom()
        .emitter(
            emitter ->
                context.runOnContext(
                    started -> {
                      var running = work.get().subscribe().with(emitter::complete, emitter::fail);
                      emitter.onTermination(running::cancel);
                    }));
  }
}
