package io.stockbridge.registry.actions;

import io.stockbridge.protocol.units.Multiplier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An exact fraction of shares: {@code gained} for each {@code per}.
 *
 * @param gained above zero
 * @param per above zero
 */
public record Ratio(BigDecimal gained, BigDecimal per) {

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

  /** Checks that both are above zero. */
  public Ratio {
    if (gained.signum() <= 0 || per.signum() <= 0) {
      throw new IllegalArgumentException("above zero");
    }
    gained = plain(gained);
    per = plain(per);
  }

  /**
   * One half of a ratio.
   *
   * @throws IllegalArgumentException unless a plain decimal above zero, up to 18 digits before and
   *     behind the point
   */
  public static BigDecimal part(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("a plain decimal with up to 18 digits on either side");
    }
    BigDecimal value = new BigDecimal(text);
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("above zero");
    }
    return value;
  }

  /** Whether more is gained than given. */
  boolean isAboveOne() {
    return gained.compareTo(per) > 0;
  }

  /** Whether as much is gained as given. */
  boolean isOne() {
    return gained.compareTo(per) == 0;
  }

  /** The ratio of all shares afterwards to those before, where the gained ones are further ones. */
  Ratio withHeld() {
    return new Ratio(gained.add(per), per);
  }

  /**
   * A multiplier after shares changed by this ratio; digits beyond the 18th are cut off, so that a
   * token is never said to stand for more than it does.
   *
   * @throws IllegalArgumentException when no multiplier is so large or small
   */
  Multiplier applyTo(Multiplier before) {
    BigInteger after =
        new BigDecimal(before.scaled())
            .multiply(gained)
            .divide(per, 0, RoundingMode.DOWN)
            .toBigIntegerExact();
    return Multiplier.ofScaled(after);
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
