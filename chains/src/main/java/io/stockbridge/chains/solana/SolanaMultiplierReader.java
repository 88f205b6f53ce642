package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.MultiplierReading;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads multiplier and epoch of mints from finalized state. */
final class SolanaMultiplierReader {
  private final SolanaStateReader states;

  SolanaMultiplierReader(SolanaStateReader states) {
    this.states = states;
  }

  MultiplierReading multipliersAt(ChainPosition position, Map<Isin, SolanaAddress> mints) {
    if (mints.isEmpty()) {
      return new MultiplierReading(position, Map.of());
    }
    List<SolanaAddress> addresses = List.copyOf(mints.values());
    SolanaRpc.Accounts accounts = states.finalized(addresses, position.height());
    ChainPosition at = states.at(accounts.slot());
    Map<Isin, TokenMultiplier> multipliers = new HashMap<>();
    int index = 0;
    for (Isin isin : mints.keySet()) {
      SolanaAddress address = addresses.get(index);
      accounts
          .accounts()
          .get(index++)
          .ifPresent(account -> multipliers.put(isin, read(address, account, at)));
    }
    return new MultiplierReading(at, multipliers);
  }

  private TokenMultiplier read(
      SolanaAddress address, SolanaRpc.Account account, ChainPosition position) {
    Token2022Mint mint = states.parsed(address, account);
    try {
      return multiplier(mint, position.time());
    } catch (IllegalArgumentException e) {
      throw states.fault("mint " + address + ": " + e.getMessage());
    }
  }

  /**
   * What the mint shows. An effective time of zero means that nothing is scheduled
   * (docs/protocol.md §4); any other stands until the epoch is moved, also after it has passed.
   *
   * @param time of the chain's clock
   */
  static TokenMultiplier multiplier(Token2022Mint mint, Instant time) {
    ScaledUiAmount scaled =
        mint.scaledUiAmount()
            .orElseThrow(() -> new IllegalArgumentException("it has no ScaledUiAmountConfig"));
    ActionEpoch epoch = mint.actionEpoch();
    boolean scheduled = scaled.isScheduled();
    boolean shown = scheduled && !scaled.effectiveAt().isAfter(time);
    Optional<PendingMultiplier> pending =
        scheduled
            ? Optional.of(
                new PendingMultiplier(
                    ScaledUiAmount.decimal(scaled.newMultiplier()),
                    scaled.effectiveAt(),
                    epoch.next()))
            : Optional.empty();
    double current = shown ? scaled.newMultiplier() : scaled.multiplier();
    return new TokenMultiplier(ScaledUiAmount.decimal(current), epoch, pending);
  }
}
