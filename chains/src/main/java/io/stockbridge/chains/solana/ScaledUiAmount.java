package io.stockbridge.chains.solana;

import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Token-2022's ScaledUiAmountConfig: authority (32 bytes), multiplier (f64), time from which the
 * new one holds (i64), new multiplier (f64). Holds what the account says; ranges are checked where
 * a value is taken, so that an odd one keeps nobody from reading the mint's supply.
 *
 * @param authority who may change it; 32 zero bytes when nobody may
 * @param multiplier in force before {@code effectiveSeconds}
 * @param effectiveSeconds Unix time; zero when nothing is scheduled
 * @param newMultiplier in force from {@code effectiveSeconds} on
 */
record ScaledUiAmount(
    SolanaAddress authority, double multiplier, long effectiveSeconds, double newMultiplier) {
  private static final int LENGTH = 56;
  private static final long MAX_SECONDS = 253_402_300_799L;

  /**
   * Reads the extension's value.
   *
   * @throws IllegalArgumentException when it is no such configuration
   */
  static ScaledUiAmount read(ByteBuffer in) {
    if (in.remaining() != LENGTH) {
      throw new IllegalArgumentException("a ScaledUiAmountConfig of " + in.remaining() + " bytes");
    }
    byte[] authority = new byte[Bytes32.LENGTH];
    in.get(authority);
    return new ScaledUiAmount(
        SolanaAddress.ofBytes(authority), in.getDouble(), in.getLong(), in.getDouble());
  }

  /** Whether a corporate action is scheduled or due; zero is what completing one leaves behind. */
  boolean isScheduled() {
    return effectiveSeconds != 0;
  }

  /** Whether these are the very bytes that scheduling the action writes; the only comparison. */
  boolean schedules(PendingMultiplier action) {
    return effectiveSeconds == action.effectiveAt().getEpochSecond()
        && Double.doubleToLongBits(newMultiplier)
            == Double.doubleToLongBits(action.multiplier().doubleValue());
  }

  /**
   * From when the new multiplier holds.
   *
   * @throws IllegalArgumentException when that is before 1970 or after the year 9999
   */
  Instant effectiveAt() {
    if (effectiveSeconds < 0 || effectiveSeconds > MAX_SECONDS) {
      throw new IllegalArgumentException("effective time out of range: " + effectiveSeconds);
    }
    return Instant.ofEpochSecond(effectiveSeconds);
  }

  /**
   * The decimal reading of a multiplier: the shortest that gives the same f64.
   *
   * @throws IllegalArgumentException when it is not finite and above zero
   */
  static BigDecimal decimal(double multiplier) {
    if (!Double.isFinite(multiplier) || multiplier <= 0) {
      throw new IllegalArgumentException("not a multiplier: " + multiplier);
    }
    return BigDecimal.valueOf(multiplier);
  }
}
