package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Isin;
import java.util.Map;
import java.util.Optional;

/**
 * Supplies as state shows them.
 *
 * @param position the block they hold at: EVM the one asked for, Solana the node's own
 * @param assets what was found, by asset; an asset without a token there is absent
 * @param allHalted whether everything is halted on this chain
 * @param burnSequence EVM: how many burns the gateway has emitted
 */
public record SupplyReading(
    ChainPosition position,
    Map<Isin, AssetSupply> assets,
    boolean allHalted,
    Optional<Long> burnSequence) {
  /** Copies the map. */
  public SupplyReading {
    assets = Map.copyOf(assets);
  }
}
