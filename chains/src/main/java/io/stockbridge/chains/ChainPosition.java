package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;
import java.time.Instant;

/**
 * A block of a chain.
 *
 * @param height EVM block number or Solana slot, ≥ 0
 * @param hash block hash; on Solana the slot's blockhash
 * @param time when the block was made, by its own clock
 */
public record ChainPosition(long height, Bytes32 hash, Instant time) {
  /** Checks the height. */
  public ChainPosition {
    if (height < 0) {
      throw new IllegalArgumentException("height below zero: " + height);
    }
  }
}
