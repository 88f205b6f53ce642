package io.stockbridge.chains;

import io.stockbridge.protocol.units.ActionEpoch;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one token shows of its corporate actions at one block. Two chains agree when their epochs
 * are equal; multipliers are never compared (Solana's is an f64).
 *
 * @param multiplier shares per token that the token shows now; see {@link PendingMultiplier} for
 *     its precision
 * @param epoch the corporate action in force, as burns on this chain carry it
 * @param pending the action that comes next, until the token shows its epoch
 */
public record TokenMultiplier(
    BigDecimal multiplier, ActionEpoch epoch, Optional<PendingMultiplier> pending) {

  /** Checks what belongs together and drops trailing zeros. */
  public TokenMultiplier {
    multiplier = normal(multiplier);
    if (pending.isPresent() && !pending.get().epoch().equals(epoch.next())) {
      throw new IllegalArgumentException(
          "pending epoch " + pending.get().epoch() + " does not follow epoch " + epoch);
    }
  }

  static BigDecimal normal(BigDecimal multiplier) {
    if (multiplier.signum() <= 0) {
      throw new IllegalArgumentException("multiplier not above zero: " + multiplier);
    }
    BigDecimal stripped = multiplier.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
