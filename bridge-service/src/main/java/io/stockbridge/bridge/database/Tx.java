package io.stockbridge.bridge.database;

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
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** One open transaction; valid only inside the body it was given to. Not for several threads. */
public final class Tx {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Context context;
  private final Mutiny.Session session;

  Tx(Context context, Mutiny.Session session) {
    this.context = context;
    this.session = session;
  }

  /** The rows of a query whose parameters are {@code ?1}, {@code ?2} …. */
  public List<Row> query(String sql, @Nullable Object... parameters) {
    return await(
            open -> {
              Mutiny.SelectionQuery<Tuple> query = open.createNativeQuery(sql, Tuple.class);
              for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, toColumn(parameters[i]));
              }
              return query.getResultList();
            })
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

  /** Executes a statement and returns the count of rows it touched. */
  public int update(String sql, @Nullable Object... parameters) {
    return await(
        open -> {
          Mutiny.MutationQuery query = open.createNativeQuery(sql);
          for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, toColumn(parameters[i]));
          }
          return query.executeUpdate();
        });
  }

  /** Hands {@code work} to the session's own event loop and waits for its result. */
  public <T> T await(Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> work.apply(session))
        .runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()))
        .await()
        .atMost(LIMIT);
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
