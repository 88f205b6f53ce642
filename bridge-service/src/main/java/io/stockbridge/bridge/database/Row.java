package io.stockbridge.bridge.database;

import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a query, read by column name. */
public final class Row {
  private final Tuple tuple;

  Row(Tuple tuple) {
    this.tuple = tuple;
  }

  /** Text that is never null. */
  public String text(String column) {
    return optionalText(column).orElseThrow(() -> missing(column));
  }

  /** Text, or empty for null. */
  public Optional<String> optionalText(String column) {
    return Optional.ofNullable(raw(column)).map(Object::toString);
  }

  /** A number that is never null. */
  public long number(String column) {
    return optionalNumber(column).orElseThrow(() -> missing(column));
  }

  /** A 32-bit number that is never null. */
  public int integer(String column) {
    return Math.toIntExact(number(column));
  }

  /** A number, or empty for null. */
  public Optional<Long> optionalNumber(String column) {
    return Optional.ofNullable(raw(column)).map(value -> ((Number) value).longValue());
  }

  /** A whole number of any size. */
  public BigInteger bigInteger(String column) {
    Object value = raw(column);
    if (value instanceof BigDecimal decimal) {
      return decimal.toBigIntegerExact();
    }
    if (value instanceof Number number) {
      return BigInteger.valueOf(number.longValue());
    }
    throw missing(column);
  }

  /** A time that is never null. */
  public Instant time(String column) {
    return optionalTime(column).orElseThrow(() -> missing(column));
  }

  /** A time as precise as records carry it, milliseconds; or empty for null. */
  public Optional<Instant> optionalTime(String column) {
    Object value = raw(column);
    @Nullable Instant time =
        value instanceof OffsetDateTime offset ? offset.toInstant() : (Instant) value;
    return Optional.ofNullable(time).map(t -> t.truncatedTo(ChronoUnit.MILLIS));
  }

  private @Nullable Object raw(String column) {
    return tuple.get(column);
  }

  private static IllegalStateException missing(String column) {
    return new IllegalStateException("column is null or not of the expected type: " + column);
  }
}
