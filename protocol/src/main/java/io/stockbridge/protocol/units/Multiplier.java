package io.stockbridge.protocol.units;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Shares per token of one asset: an exact decimal with 18 digits, 1 at first, changed only by
 * corporate actions (ERC-8056 {@code uiMultiplier}).
 *
 * @param scaled the multiplier times 10¹⁸; above zero, below 2¹²⁸
 */
public record Multiplier(BigInteger scaled) implements Comparable<Multiplier> {

  /** Decimal places carried. */
  public static final int DECIMALS = 18;

  /** One share per token, where every asset starts. */
  public static final Multiplier ONE = new Multiplier(BigInteger.TEN.pow(DECIMALS));

  private static final int MAX_BITS = 128;

  /** Checks the range. */
  public Multiplier {
    if (scaled.signum() <= 0 || scaled.bitLength() > MAX_BITS) {
      throw new IllegalArgumentException("multiplier out of range (scaled by 1e18): " + scaled);
    }
  }

  /** The multiplier whose value times 10¹⁸ is {@code scaled}, as contracts carry it. */
  public static Multiplier ofScaled(BigInteger scaled) {
    return new Multiplier(scaled);
  }

  /**
   * Parses a plain decimal such as {@code 2} or {@code 1.0125}.
   *
   * @throws IllegalArgumentException when it is no plain decimal, not above zero, or finer than 18
   *     decimal places
   */
  public static Multiplier of(String decimal) {
    if (!DecimalText.isPlainDecimal(decimal) || decimal.length() > 60) {
      throw new IllegalArgumentException("not a decimal multiplier: " + DecimalText.quote(decimal));
    }
    try {
      return new Multiplier(new BigDecimal(decimal).movePointRight(DECIMALS).toBigIntegerExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("finer than 18 decimal places: " + decimal, e);
    }
  }

  /** The exact number of custody shares behind {@code amount}: su × 10⁻⁸ × multiplier. */
  public BigDecimal custodyShares(ShareAmount amount) {
    return new BigDecimal(amount.toBigInteger().multiply(scaled), ShareAmount.DECIMALS + DECIMALS);
  }

  /**
   * The most tokens that {@code held} can back, rounded down so that rounding never creates a
   * share.
   */
  public ShareAmount backedBy(CustodyShares held) {
    BigInteger su = held.toBigInteger().multiply(BigInteger.TEN.pow(DECIMALS)).divide(scaled);
    return su.bitLength() > Long.SIZE ? ShareAmount.MAX : ShareAmount.ofSu(su);
  }

  /** Whether {@code held} backs {@code amount} in full. */
  public boolean isBacked(ShareAmount amount, CustodyShares held) {
    BigInteger needed = amount.toBigInteger().multiply(scaled);
    BigInteger available = held.toBigInteger().multiply(BigInteger.TEN.pow(DECIMALS));
    return needed.compareTo(available) <= 0;
  }

  @Override
  public int compareTo(Multiplier other) {
    return scaled.compareTo(other.scaled);
  }

  /** The value as plain decimal text without trailing zeros. */
  @Override
  public String toString() {
    return DecimalText.plain(new BigDecimal(scaled, DECIMALS));
  }
}
