package io.stockbridge.registry.assets;

import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an asset's multiplier was and will be.
 *
 * @param pending the next one, or null when nothing is scheduled
 * @param history the ones before, oldest first
 */
public record MultiplierPlan(@Nullable Pending pending, List<Past> history) {

  /** Nothing scheduled, nothing known of the past. */
  public static final MultiplierPlan NONE = new MultiplierPlan(null, List.of());

  /** Checks that times and epochs of the past grow. */
  public MultiplierPlan {
    history = List.copyOf(history);
    for (int i = 1; i < history.size(); i++) {
      Past before = history.get(i - 1);
      Past after = history.get(i);
      if (!before.until().isBefore(after.until())
          || before.epoch().value() >= after.epoch().value()) {
        throw new IllegalArgumentException("the multiplier's history is not in order");
      }
    }
  }

  /**
   * A scheduled multiplier.
   *
   * @param value shares per token from then on
   * @param effectiveAt when it is due; the asset's epoch moves once its chains show it
   */
  public record Pending(Multiplier value, Instant effectiveAt) {}

  /**
   * A multiplier that is over.
   *
   * @param value shares per token
   * @param epoch the asset's epoch in which it held
   * @param until when another took its place
   */
  public record Past(Multiplier value, ActionEpoch epoch, Instant until) {}
}
