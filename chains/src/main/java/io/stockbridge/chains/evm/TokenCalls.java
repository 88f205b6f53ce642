package io.stockbridge.chains.evm;

import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.units.Multiplier;
import java.math.BigInteger;

/** Calls that change the state of {@code StockToken}; the sender must have the issuer role. */
public final class TokenCalls {
  private TokenCalls() {}

  /**
   * Schedules a corporate action; replaces one that has not taken effect.
   *
   * @throws IllegalArgumentException when the multiplier is finer than 18 decimal places or out of
   *     range
   */
  public static EvmCall scheduleMultiplier(EvmAddress token, PendingMultiplier action) {
    return ContractFunction.call(
        token,
        "scheduleMultiplier(uint256,uint256)",
        AbiValue.of(scaled(action)),
        AbiValue.of(action.effectiveAt().getEpochSecond()));
  }

  /** Withdraws the scheduled action that has not taken effect. */
  public static EvmCall withdrawScheduledMultiplier(EvmAddress token) {
    return ContractFunction.call(token, "withdrawScheduledMultiplier()");
  }

  static BigInteger scaled(PendingMultiplier action) {
    return Multiplier.of(action.multiplier().toPlainString()).scaled();
  }
}
