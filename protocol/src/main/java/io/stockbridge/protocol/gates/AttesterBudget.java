package io.stockbridge.protocol.gates;

import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much of one asset an attester signs per sliding window: the most a stolen key or a wrong view
 * can cost in that time.
 *
 * @param limit the most in any window
 * @param window its length
 */
public record AttesterBudget(ShareAmount limit, Duration window) {

  /**
   * An amount signed before.
   *
   * @param at when
   * @param amount how much
   */
  public record Spend(Instant at, ShareAmount amount) {}

  /** What the budget says. */
  public sealed interface Verdict {}

  /**
   * The amount fits.
   *
   * @param remaining what is left after it
   */
  public record Within(ShareAmount remaining) implements Verdict {}

  /**
   * The amount does not fit now.
   *
   * @param passesAt when it will, or empty when it exceeds the limit alone
   */
  public record Over(Optional<Instant> passesAt) implements Verdict {}

  /** Checks the window. */
  public AttesterBudget {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("budget window not above zero: " + window);
    }
  }

  /**
   * Whether {@code amount} fits at {@code now} after these spends; a spend leaves at its window's
   * end.
   */
  public Verdict evaluate(List<Spend> spends, ShareAmount amount, Instant now) {
    BigInteger allowed = limit.toBigInteger().subtract(amount.toBigInteger());
    if (allowed.signum() < 0) {
      return new Over(Optional.empty());
    }
    List<Spend> inWindow =
        spends.stream()
            .filter(spend -> spend.at().plus(window).isAfter(now))
            .sorted(Comparator.comparing(Spend::at))
            .toList();
    BigInteger used =
        inWindow.stream()
            .map(spend -> spend.amount().toBigInteger())
            .reduce(BigInteger.ZERO, BigInteger::add);
    if (used.compareTo(allowed) <= 0) {
      return new Within(ShareAmount.ofSu(allowed.subtract(used)));
    }
    for (Spend spend : inWindow) {
      used = used.subtract(spend.amount().toBigInteger());
      if (used.compareTo(allowed) <= 0) {
        return new Over(Optional.of(spend.at().plus(window)));
      }
    }
    throw new IllegalStateException("an amount within the limit fits an empty window");
  }
}
