package io.stockbridge.chains;

import io.stockbridge.protocol.units.ActionEpoch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A corporate action that a token shows and that has not come into force there.
 *
 * @param multiplier shares per token afterwards, above zero; on EVM chains exact (18 digits), on
 *     Solana the decimal reading of an f64, for display only
 * @param effectiveAt from when it holds, whole seconds. On Solana it may lie in the past: the
 *     program then shows the new multiplier already, but the epoch has not been moved
 * @param epoch the epoch that it brings: one after the token's current one
 */
public record PendingMultiplier(BigDecimal multiplier, Instant effectiveAt, ActionEpoch epoch) {
  /** Checks the ranges and drops trailing zeros, so that equal multipliers are equal. */
  public PendingMultiplier {
    multiplier = TokenMultiplier.normal(multiplier);
    if (!effectiveAt.equals(effectiveAt.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("not whole seconds: " + effectiveAt);
    }
    if (epoch.equals(ActionEpoch.ZERO)) {
      throw new IllegalArgumentException("no corporate action brings epoch 0");
    }
  }
}
