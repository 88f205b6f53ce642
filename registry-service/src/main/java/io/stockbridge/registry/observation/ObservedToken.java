package io.stockbridge.registry.observation;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of a chain said about a token.
 *
 * @param tokenKey chain and address, by {@link io.stockbridge.registry.assets.TokenId#keyOf}
 * @param rawSupply total supply in the token's smallest unit, not negative; null where not read
 * @param decimals decimals of the raw amount, 0 to 255; null where not read
 * @param transferable whether holders can move it now; null where the chain does not tell
 * @param observedAt when it was read
 * @param position block number and hash, or slot, for people
 */
public record ObservedToken(
    String tokenKey,
    @Nullable BigInteger rawSupply,
    @Nullable Integer decimals,
    @Nullable Boolean transferable,
    Instant observedAt,
    String position) {

  private static final int MAX_DECIMALS = 255;

  /** Checks the ranges. */
  public ObservedToken {
    if (tokenKey.isBlank() || position.isBlank()) {
      throw new IllegalArgumentException("an observation names its token and position");
    }
    if (rawSupply != null && rawSupply.signum() < 0) {
      throw new IllegalArgumentException("negative supply of " + tokenKey);
    }
    if (decimals != null && (decimals < 0 || decimals > MAX_DECIMALS)) {
      throw new IllegalArgumentException("decimals out of 0 to 255: " + decimals);
    }
  }
}
