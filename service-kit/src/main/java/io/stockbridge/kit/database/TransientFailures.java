package io.stockbridge.kit.database;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells failures that pass by themselves from those that come again with the same input. */
public final class TransientFailures {

  /**
   * PostgreSQL error classes: connection, transaction rollback (serialization, deadlock),
   * resources, operator intervention, system error.
   */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DATA_EXCEPTION = "22";
  private static final int MAX_CAUSES = 20;

  private TransientFailures() {}

  /**
   * Whether trying again later can succeed without any change of the input: the database or network
   * is away, slow, or chose this transaction as the victim of a deadlock.
   */
  public static boolean isTransient(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (isTransientItself(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /**
   * Whether PostgreSQL refused a value itself (class 22): a NUL in a text, a number out of range.
   * It will refuse the same value every time.
   */
  public static boolean isValueRefused(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      @Nullable String state = sqlState(cause);
      if (state != null && state.startsWith(DATA_EXCEPTION)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The innermost cause, in one line, for people. */
  public static String describe(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < MAX_CAUSES; depth++) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null
        ? root.getClass().getSimpleName()
        : root.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
  }

  /** The driver's failure has the state, and so has the one that Hibernate puts in its place. */
  private static @Nullable String sqlState(Throwable cause) {
    return switch (cause) {
      case PgException database -> database.getSqlState();
      case SQLException database -> database.getSQLState();
      default -> null;
    };
  }

  private static boolean isTransientItself(Throwable cause) {
    @Nullable String state = sqlState(cause);
    if (state != null) {
      return state.equals(LOCK_NOT_AVAILABLE)
          || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
    }
    return cause instanceof TimeoutException
        || cause instanceof io.smallrye.mutiny.TimeoutException
        || (cause instanceof IOException
            && !(cause instanceof com.fasterxml.jackson.core.JacksonException))
        || (cause instanceof VertxException && isConnectionLoss(cause));
  }

  private static boolean isConnectionLoss(Throwable cause) {
    String message = cause.getMessage();
    return message != null && message.toLowerCase(java.util.Locale.ROOT).contains("connection");
  }
}
