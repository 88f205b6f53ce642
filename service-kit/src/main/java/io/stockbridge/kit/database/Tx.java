package io.stockbridge.kit.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * One open transaction, valid only inside the unit of work it was given to; not for several
 * threads. Parameters of statements are {@code ?1}, {@code ?2} ….
 */
public final class Tx {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Context context;
  private final Mutiny.Session session;
  private final Facts facts;

  Tx(Context context, Mutiny.Session session, Facts facts) {
    this.context = context;
    this.session = session;
    this.facts = facts;
  }

  /** All rows of a query. */
  public List<Row> query(String sql, @Nullable Object... parameters) {
    return run(open -> bind(open.createNativeQuery(sql, Tuple.class), parameters).getResultList())
        .stream()
        .map(Row::new)
        .toList();
  }

  /**
   * The only row of a query, or empty.
   *
   * @throws IllegalStateException when there are several
   */
  public Optional<Row> queryOne(String sql, @Nullable Object... parameters) {
    List<Row> rows = query(sql, parameters);
    if (rows.size() > 1) {
      throw new IllegalStateException("one row expected, found " + rows.size() + ": " + sql);
    }
    return rows.stream().findFirst();
  }

  /** The first row of a query, if there is one. */
  public Optional<Row> first(String sql, @Nullable Object... parameters) {
    return query(sql, parameters).stream().findFirst();
  }

  /** Executes a statement and says how many rows it changed. */
  public int update(String sql, @Nullable Object... parameters) {
    return run(open -> bind(open.createNativeQuery(sql), parameters).executeUpdate());
  }

  /** Waits for the advisory lock of that name and holds it to the end of the transaction. */
  public void lock(String name) {
    query(
        "select count(*) from (select pg_advisory_xact_lock(hashtextextended(?1, 0))) as held",
        name);
  }

  /** Appends a fact that Kafka gets after the commit; the event id. */
  public UUID publish(String topic, String key, String type, Object data) {
    return run(open -> facts.append(open, topic, key, type, data));
  }

  /** Hands a statement to the session's own event loop and waits for its result. */
  public <T> T run(Function<Mutiny.Session, Uni<T>> statement) {
    return Uni.createFrom()
        .deferred(() -> statement.apply(session))
        .runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()))
        .await()
        .atMost(LIMIT);
  }

  private static <Q extends Mutiny.AbstractQuery> Q bind(Q query, @Nullable Object... parameters) {
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, toColumn(parameters[i]));
    }
    return query;
  }

  private static @Nullable Object toColumn(@Nullable Object parameter) {
    return switch (parameter) {
      case null -> null;
      case Instant time -> time.atOffset(ZoneOffset.UTC);
      case BigInteger number -> new BigDecimal(number);
      default -> parameter;
    };
  }
}
