package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventLocation;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares, per transaction and asset, what the token's own transfers from and to zero say with
 * what the gateway's events say. A difference is a supply change that nobody accounts for.
 */
final class EvmReconciliation {
  private static final BigInteger WEI_PER_SU = BigInteger.TEN.pow(10);

  private final DomainId domain;
  private final Map<EvmAddress, Isin> assets;
  private final Map<Key, Difference> differences = new LinkedHashMap<>();

  EvmReconciliation(DomainId domain, Map<EvmAddress, Isin> assets) {
    this.domain = domain;
    this.assets = Map.copyOf(assets);
  }

  private record Key(Bytes32 transaction, Isin isin) {}

  private record Difference(EvmLog first, ChainPosition position, BigInteger wei) {
    Difference plus(Difference other) {
      return new Difference(first, position, wei.add(other.wei));
    }
  }

  /** A transfer of a token from or to zero. */
  void transfer(EvmLog log, ChainPosition position) {
    Isin isin = assets.get(log.address());
    if (isin == null || log.topics().size() != 3) {
      throw new IllegalArgumentException("not a transfer of a token of ours: " + log);
    }
    BigInteger value = new AbiReader(Hex.decode(log.data())).number(0);
    boolean minted = log.topics().get(1).isZero();
    boolean burned = log.topics().get(2).isZero();
    BigInteger change = minted == burned ? BigInteger.ZERO : minted ? value : value.negate();
    add(isin, new Difference(log, position, change));
  }

  /** An event of the gateway that claims a supply change. */
  void event(ChainEvent event, EvmLog log) {
    event
        .asset()
        .ifPresent(
            isin ->
                add(
                    isin,
                    new Difference(
                        log,
                        event.position(),
                        event.supplyChangeSu().multiply(WEI_PER_SU).negate())));
  }

  /** What the token did beyond what the gateway said. */
  List<ChainEvent> unexplained() {
    List<ChainEvent> events = new ArrayList<>();
    differences.forEach(
        (key, difference) -> {
          if (difference.wei().signum() != 0) {
            events.add(unexplained(key, difference));
          }
        });
    return events;
  }

  private ChainEvent unexplained(Key key, Difference difference) {
    // Rounded away from zero, so that no change however small becomes none.
    BigInteger[] parts = difference.wei().divideAndRemainder(WEI_PER_SU);
    BigInteger su = parts[0].add(BigInteger.valueOf(parts[1].signum()));
    return new ChainEvent.UnmatchedSupplyChange(
        new EventLocation(domain, key.transaction().toString(), difference.first().index()),
        difference.position(),
        key.isin(),
        su,
        "token and gateway differ by " + difference.wei() + " wei in one transaction");
  }

  private void add(Isin isin, Difference difference) {
    differences.merge(
        new Key(difference.first().transactionHash(), isin), difference, Difference::plus);
  }
}
