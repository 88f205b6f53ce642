package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Isin;
import java.util.Map;

/**
 * Multipliers as state shows them.
 *
 * @param position the block they hold at: EVM the one asked for, Solana the node's own
 * @param tokens what was found, by asset; an asset without a token there is absent
 */
public record MultiplierReading(ChainPosition position, Map<Isin, TokenMultiplier> tokens) {
  /** Copies the map. */
  public MultiplierReading {
    tokens = Map.copyOf(tokens);
  }
}
