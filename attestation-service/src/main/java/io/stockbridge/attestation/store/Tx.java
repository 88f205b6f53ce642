package io.stockbridge.attestation.store;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.events.Outbox;
import io.vertx.core.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** One open transaction, for blocking use by its unit of work only. Parameters are ?1, ?2, …. */
public final class Tx {
  private final Context context;
  private final Mutiny.Session session;
  private final Outbox outbox;

  Tx(Context context, Mutiny.Session session, Outbox outbox) {
    this.context = context;
    this.session = session;
    this.outbox = outbox;
  }

  /** Executes a statement and says how many rows it changed. */
  public int update(String sql, Object... parameters) {
    return await(() -> bind(session.createNativeQuery(sql), parameters).executeUpdate());
  }

  /** All rows of a query. */
  public List<Row> query(String sql, Object... parameters) {
    List<Object> rows =
        await(() -> bind(session.createNativeQuery(sql, Object.class), parameters).getResultList());
    return rows.stream().map(Row::new).toList();
  }

  /** The first row of a query, if there is one. */
  public Optional<Row> first(String sql, Object... parameters) {
    return query(sql, parameters).stream().findFirst();
  }

  /** Waits for the advisory lock of that name and holds it to the end of the transaction. */
  public void lock(String name) {
    query(
        "select count(*) from (select pg_advisory_xact_lock(hashtextextended(?1, 0))) as held",
        name);
  }

  /** Appends a fact that Kafka gets after the commit. */
  public void publish(String topic, String key, String type, Object data) {
    await(() -> outbox.append(session, topic, key, type, data));
  }

  private static <Q extends Mutiny.AbstractQuery> Q bind(Q query, Object... parameters) {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      Object bound = value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
      query.setParameter(i + 1, bound);
    }
    return query;
  }

  private <T> T await(Supplier<Uni<T>> statement) {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        ignored -> {
          try {
            statement.get().subscribe().with(done::complete, done::completeExceptionally);
          } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
          }
        });
    try {
      return done.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }
}
