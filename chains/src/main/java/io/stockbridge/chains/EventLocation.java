package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;

/**
 * Where an event stands.
 *
 * @param domain the chain
 * @param txId EVM: transaction hash in lower-case hex; Solana: first signature in base58
 * @param index EVM: log index in the block; Solana: index of the top-level instruction
 */
public record EventLocation(DomainId domain, String txId, int index) {
  /** Checks that the parts can be one. */
  public EventLocation {
    if (txId.isEmpty() || index < 0) {
      throw new IllegalArgumentException("not an event location: " + txId + " #" + index);
    }
  }
}
