package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.MultiplierReading;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the ERC-8056 views and the epoch of the gateway's tokens at one block. */
final class EvmMultiplierReader {
  /** Multiplier, its successor, when that holds, epoch. */
  private static final int CALLS_PER_TOKEN = 4;

  private static final int MULTIPLIER_BITS = 128;
  private static final int TIME_BITS = 40;
  private static final int EPOCH_BITS = 32;

  private final EvmState state;
  private final EvmTokens tokens;

  EvmMultiplierReader(EvmState state, EvmTokens tokens) {
    this.state = state;
    this.tokens = tokens;
  }

  MultiplierReading multipliersAt(ChainPosition position, Collection<Isin> isins) {
    Map<Isin, EvmAddress> found = tokens.tokensOf(position, List.copyOf(isins));
    List<TokenMultiplier> read =
        state.readGroups(
            "token multipliers",
            position,
            found.values().stream().map(EvmMultiplierReader::calls).toList(),
            words -> decode(words, position.time()));
    Map<Isin, TokenMultiplier> multipliers = new HashMap<>();
    for (Isin isin : found.keySet()) {
      multipliers.put(isin, read.get(multipliers.size()));
    }
    return new MultiplierReading(position, multipliers);
  }

  static List<EvmCall> calls(EvmAddress token) {
    return Stream.of("uiMultiplier()", "newUIMultiplier()", "effectiveAt()", "actionEpoch()")
        .map(view -> ContractFunction.call(token, view))
        .toList();
  }

  /**
   * What the results of {@link #calls} say.
   *
   * @param blockTime of the block whose state they are
   */
  static TokenMultiplier decode(List<AbiReader> results, Instant blockTime) {
    if (results.size() != CALLS_PER_TOKEN) {
      throw new IllegalArgumentException(results.size() + " results");
    }
    BigDecimal current = decimal(results.get(0).number(0, MULTIPLIER_BITS));
    BigDecimal next = decimal(results.get(1).number(0, MULTIPLIER_BITS));
    Instant effectiveAt =
        Instant.ofEpochSecond(results.get(2).number(0, TIME_BITS).longValueExact());
    ActionEpoch epoch = ActionEpoch.of(results.get(3).number(0, EPOCH_BITS).longValueExact());
    Optional<PendingMultiplier> pending =
        effectiveAt.isAfter(blockTime)
            ? Optional.of(new PendingMultiplier(next, effectiveAt, epoch.next()))
            : Optional.empty();
    return new TokenMultiplier(current, epoch, pending);
  }

  private static BigDecimal decimal(BigInteger scaled) {
    return new BigDecimal(scaled, Multiplier.DECIMALS);
  }
}
