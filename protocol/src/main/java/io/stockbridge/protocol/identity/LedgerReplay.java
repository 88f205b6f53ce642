package io.stockbridge.protocol.identity;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The running sums of one replay. */
final class LedgerReplay {
  private final Isin isin;
  private final TreeMap<DomainId, BigInteger> supply = new TreeMap<>();
  private final Map<Bytes32, LedgerEvent> burns = new LinkedHashMap<>();
  private final List<LedgerEvent.Minted> mints = new ArrayList<>();
  private BigInteger issued = BigInteger.ZERO;
  private BigInteger redeemed = BigInteger.ZERO;

  LedgerReplay(Isin isin, Set<DomainId> chains) {
    this.isin = isin;
    chains.forEach(chain -> supply.put(chain, BigInteger.ZERO));
  }

  void add(LedgerEvent event) {
    BigInteger amount = event.amount().toBigInteger();
    switch (event) {
      case LedgerEvent.Minted minted -> {
        supply.merge(minted.domain(), amount, BigInteger::add);
        if (minted.message().kind() == MessageKind.ISSUE) {
          issued = issued.add(amount);
        } else {
          mints.add(minted);
        }
      }
      case LedgerEvent.Burned burned -> {
        supply.merge(burned.domain(), amount.negate(), BigInteger::add);
        if (burned.message().kind() == MessageKind.REDEEM) {
          redeemed = redeemed.add(amount);
        } else {
          burns.put(burned.message().messageId().value(), burned);
        }
      }
      case LedgerEvent.BurnedUnroutable burned -> {
        supply.merge(burned.domain(), amount.negate(), BigInteger::add);
        burns.put(burned.eventId().value(), burned);
      }
    }
  }

  /** Mints are matched last, because a cut may hold a mint in an earlier position than its burn. */
  AssetLedger close() {
    Map<Bytes32, LedgerEvent> open = new LinkedHashMap<>(burns);
    List<LedgerEvent.Minted> orphans = new ArrayList<>();
    List<LedgerEvent.Minted> settledTwice = new ArrayList<>();
    for (LedgerEvent.Minted mint : mints) {
      if (open.remove(mint.settles()) != null) {
        continue;
      }
      (burns.containsKey(mint.settles()) ? settledTwice : orphans).add(mint);
    }
    List<OpenBurn> inFlight =
        open.entrySet().stream()
            .map(entry -> new OpenBurn(entry.getKey(), entry.getValue()))
            .toList();
    return new AssetLedger(isin, supply, issued, redeemed, inFlight, orphans, settledTwice);
  }
}
