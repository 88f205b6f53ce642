package io.stockbridge.protocol.units;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An amount of shares in share units: 1 su = 10⁻⁸ share = 10¹⁰ wei of an 18-decimal token.
 *
 * <p>Range: unsigned 64 bit, 0 … 2⁶⁴−1 su. Arithmetic is exact and throws {@link
 * ArithmeticException} instead of leaving the range.
 *
 * @param su the count of share units as an unsigned 64-bit number
 */
public record ShareAmount(long su) implements Comparable<ShareAmount> {

  /** No shares. */
  public static final ShareAmount ZERO = new ShareAmount(0);

  /** The largest amount, 2⁶⁴−1 su. */
  public static final ShareAmount MAX = new ShareAmount(-1L);

  /** Decimal places of one share in share units. */
  public static final int DECIMALS = 8;

  private static final BigInteger MAX_SU = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger WEI_PER_SU = BigInteger.TEN.pow(10);

  /** The amount of {@code su} share units, read as an unsigned 64-bit number. */
  public static ShareAmount ofSu(long su) {
    return new ShareAmount(su);
  }

  /**
   * Parses a decimal count of share units, as JSON carries it.
   *
   * @throws IllegalArgumentException unless it is digits without sign, leading zero or spaces, at
   *     most 2⁶⁴−1
   */
  public static ShareAmount ofSu(String decimal) {
    if (!DecimalText.isCanonicalInteger(decimal) || decimal.length() > 20) {
      throw new IllegalArgumentException(
          "not a decimal count of share units: " + DecimalText.quote(decimal));
    }
    return ofSu(new BigInteger(decimal));
  }

  /**
   * The amount of {@code su} share units.
   *
   * @throws IllegalArgumentException when negative or above 2⁶⁴−1
   */
  public static ShareAmount ofSu(BigInteger su) {
    if (su.signum() < 0 || su.compareTo(MAX_SU) > 0) {
      throw new IllegalArgumentException("share units out of unsigned 64-bit range: " + su);
    }
    return new ShareAmount(su.longValue());
  }

  /**
   * Parses a decimal number of shares, such as {@code 12.5}.
   *
   * @throws IllegalArgumentException when it is no plain decimal, has more than 8 decimal places or
   *     is out of range
   */
  public static ShareAmount ofShares(String decimalShares) {
    if (!DecimalText.isPlainDecimal(decimalShares) || decimalShares.length() > 40) {
      throw new IllegalArgumentException(
          "not a decimal number of shares: " + DecimalText.quote(decimalShares));
    }
    BigDecimal shares = new BigDecimal(decimalShares);
    try {
      return ofSu(shares.movePointRight(DECIMALS).toBigIntegerExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "finer than one share unit (8 decimal places): " + decimalShares, e);
    }
  }

  /**
   * The amount held by {@code wei} of an 18-decimal token.
   *
   * @throws IllegalArgumentException when it is not a whole number of share units (dust), negative
   *     or out of range
   */
  public static ShareAmount ofWei(BigInteger wei) {
    BigInteger[] parts = wei.divideAndRemainder(WEI_PER_SU);
    if (parts[1].signum() != 0) {
      throw new IllegalArgumentException("not a whole number of share units in wei: " + wei);
    }
    return ofSu(parts[0]);
  }

  /** The amount in wei of an 18-decimal token. */
  public BigInteger toWei() {
    return toBigInteger().multiply(WEI_PER_SU);
  }

  /** The count of share units as a non-negative integer. */
  public BigInteger toBigInteger() {
    BigInteger signed = BigInteger.valueOf(su);
    return su >= 0 ? signed : signed.add(BigInteger.ONE.shiftLeft(64));
  }

  /** The number of shares (su × 10⁻⁸), not adjusted by any multiplier. */
  public BigDecimal toShares() {
    return new BigDecimal(toBigInteger(), DECIMALS);
  }

  /** The number of shares as plain decimal text without trailing zeros, such as {@code 12.5}. */
  public String sharesText() {
    return sharesText(toBigInteger());
  }

  /** The same for sums and differences of share units, of any size and sign. */
  public static String sharesText(BigInteger su) {
    return DecimalText.plain(new BigDecimal(su, DECIMALS));
  }

  /** Whether this is no shares at all. */
  public boolean isZero() {
    return su == 0;
  }

  /**
   * The exact sum.
   *
   * @throws ArithmeticException when it would exceed 2⁶⁴−1
   */
  public ShareAmount add(ShareAmount other) {
    long sum = su + other.su;
    if (Long.compareUnsigned(sum, su) < 0) {
      throw new ArithmeticException("share amount overflow: " + this + " + " + other);
    }
    return new ShareAmount(sum);
  }

  /**
   * The exact difference.
   *
   * @throws ArithmeticException when it would be negative
   */
  public ShareAmount subtract(ShareAmount other) {
    if (compareTo(other) < 0) {
      throw new ArithmeticException("share amount underflow: " + this + " - " + other);
    }
    return new ShareAmount(su - other.su);
  }

  @Override
  public int compareTo(ShareAmount other) {
    return Long.compareUnsigned(su, other.su);
  }

  /** The decimal count of share units. */
  @Override
  public String toString() {
    return Long.toUnsignedString(su);
  }
}
