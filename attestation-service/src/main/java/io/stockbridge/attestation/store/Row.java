package io.stockbridge.attestation.store;

import io.stockbridge.protocol.identifiers.Bytes32;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One row of a native query, read by column position from 0. */
public final class Row {
  private final @Nullable Object[] columns;

  Row(Object columns) {
    this.columns = columns instanceof Object[] many ? many : new Object[] {columns};
  }

  /** Text. */
  public String text(int column) {
    return required(column).toString();
  }

  /** Whether the column is SQL null. */
  public boolean isNull(int column) {
    return columns[column] == null;
  }

  /** A whole number that fits 64 bits. */
  public long number(int column) {
    return ((Number) required(column)).longValue();
  }

  /** A whole number of any size. */
  public BigInteger integer(int column) {
    Object value = required(column);
    return switch (value) {
      case BigDecimal decimal -> decimal.toBigIntegerExact();
      case BigInteger whole -> whole;
      case Number number -> BigInteger.valueOf(number.longValue());
      default -> new BigDecimal(value.toString()).toBigIntegerExact();
    };
  }

  /** True or false. */
  public boolean flag(int column) {
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

  /** A time. */
  public Instant time(int column) {
    Object value = required(column);
    return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
  }

  private Object required(int column) {
    Object value = columns[column];
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }
}
