package io.stockbridge.kit.database;

import io.stockbridge.protocol.identifiers.Bytes32;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a query, read by the column's name or its position from 0. Values that are not said to
 * be optional are never null: a null is a fault of the statement.
 */
public final class Row {

  private final Tuple tuple;

  Row(Tuple tuple) {
    this.tuple = tuple;
  }

  /** Whether the column is SQL null. */
  public boolean isNull(int column) {
    return tuple.get(column) == null;
  }

  /** Text. */
  public String text(int column) {
    return required(column).toString();
  }

  /** Text. */
  public String text(String column) {
    return required(column).toString();
  }

  /** Text, or empty for null. */
  public Optional<String> optionalText(String column) {
    return optional(column).map(Object::toString);
  }

  /** A whole number of 64 bits. */
  public long number(int column) {
    return ((Number) required(column)).longValue();
  }

  /** A whole number of 64 bits. */
  public long number(String column) {
    return ((Number) required(column)).longValue();
  }

  /** A whole number of 64 bits, or empty for null. */
  public Optional<Long> optionalNumber(String column) {
    return optional(column).map(value -> ((Number) value).longValue());
  }

  /** A whole number of 32 bits. */
  public int integer(String column) {
    return Math.toIntExact(number(column));
  }

  /** A whole number of any size. */
  public BigInteger bigInteger(int column) {
    return toBigInteger(required(column));
  }

  /** A whole number of any size. */
  public BigInteger bigInteger(String column) {
    return toBigInteger(required(column));
  }

  /** True or false. */
  public boolean flag(int column) {
    return (Boolean) required(column);
  }

  /** True or false. */
  public boolean flag(String column) {
    return (Boolean) required(column);
  }

  /** Bytes. */
  public byte[] bytes(int column) {
    return (byte[]) required(column);
  }

  /** 32 bytes. */
  public Bytes32 bytes32(int column) {
    return Bytes32.ofBytes(bytes(column));
  }

  /** A time as precise as records carry it: milliseconds. */
  public Instant time(int column) {
    return toInstant(required(column));
  }

  /** A time as precise as records carry it: milliseconds. */
  public Instant time(String column) {
    return toInstant(required(column));
  }

  /** A time, or empty for null. */
  public Optional<Instant> optionalTime(String column) {
    return optional(column).map(Row::toInstant);
  }

  private static BigInteger toBigInteger(Object value) {
    return switch (value) {
      case BigDecimal decimal -> decimal.toBigIntegerExact();
      case BigInteger whole -> whole;
      case Number number -> BigInteger.valueOf(number.longValue());
      default -> new BigDecimal(value.toString()).toBigIntegerExact();
    };
  }

  private static Instant toInstant(Object value) {
    Instant time = value instanceof OffsetDateTime offset ? offset.toInstant() : (Instant) value;
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  private Object required(int column) {
    return present(tuple.get(column), String.valueOf(column));
  }

  private Object required(String column) {
    return present(tuple.get(column), column);
  }

  private Optional<Object> optional(String column) {
    return Optional.ofNullable(tuple.get(column));
  }

  private static Object present(@Nullable Object value, String column) {
    if (value == null) {
      throw new IllegalStateException("column is null: " + column);
    }
    return value;
  }
}
