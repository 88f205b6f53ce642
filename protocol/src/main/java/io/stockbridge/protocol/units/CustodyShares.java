package io.stockbridge.protocol.units;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Shares in the custodian's books, counted in 10⁻⁸ custody shares and not adjusted by any
 * multiplier. Not interchangeable with {@link ShareAmount}: {@link Multiplier} relates the two.
 *
 * @param units the count of 10⁻⁸ custody shares as an unsigned 64-bit number
 */
public record CustodyShares(long units) implements Comparable<CustodyShares> {

  /** No shares. */
  public static final CustodyShares ZERO = new CustodyShares(0);

  /** The shares of {@code units} 10⁻⁸ custody shares, read as an unsigned 64-bit number. */
  public static CustodyShares ofUnits(long units) {
    return new CustodyShares(units);
  }

  /**
   * Parses a decimal number of custody shares, such as {@code 1000.00000000}.
   *
   * @throws IllegalArgumentException when it is no plain decimal, has more than 8 decimal places or
   *     is out of range
   */
  public static CustodyShares of(String decimalShares) {
    return new CustodyShares(ShareAmount.ofShares(decimalShares).su());
  }

  /** The count of 10⁻⁸ custody shares as a non-negative integer. */
  public BigInteger toBigInteger() {
    return ShareAmount.ofSu(units).toBigInteger();
  }

  /** The number of custody shares. */
  public BigDecimal toShares() {
    return ShareAmount.ofSu(units).toShares();
  }

  @Override
  public int compareTo(CustodyShares other) {
    return Long.compareUnsigned(units, other.units);
  }

  /** The number of custody shares as plain decimal text without trailing zeros. */
  @Override
  public String toString() {
    return DecimalText.plain(toShares());
  }
}
