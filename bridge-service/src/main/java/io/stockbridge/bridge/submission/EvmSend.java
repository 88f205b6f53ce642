package io.stockbridge.bridge.submission;

import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.protocol.identifiers.DomainId;
import java.time.Instant;

/**
 * One nonce of the ledger and what it is used for.
 *
 * @param subject the transfer's id, or what a snapshot transaction carries
 * @param attempts how many transactions were signed for it so far, at least 1
 * @param fees of the newest of them
 * @param raw the newest of them, signed, 0x-hex
 * @param sentAt when the newest of them was signed
 */
public record EvmSend(
    DomainId domain,
    long nonce,
    Purpose purpose,
    String subject,
    EvmCall call,
    long gasLimit,
    State state,
    Instant createdAt,
    int attempts,
    EvmFees fees,
    String txHash,
    String raw,
    Instant sentAt) {
  /** What transactions are sent for. */
  public enum Purpose {
    /** Minting a message. */
    MINT("mint"),
    /** The header of a snapshot. */
    SNAPSHOT_HEADER("snapshot-header"),
    /** Leaves of a snapshot. */
    SNAPSHOT_LEAVES("snapshot-leaves");

    private final String wire;

    Purpose(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }

    static Purpose ofWire(String wire) {
      for (Purpose purpose : values()) {
        if (purpose.wire.equals(wire)) {
          return purpose;
        }
      }
      throw new IllegalArgumentException("unknown purpose of a send: " + wire);
    }
  }

  /** Where a nonce stands. */
  public enum State {
    /** Not on the chain yet. */
    PENDING,
    /** One of our transactions was executed. */
    MINED,
    /** One of our transactions was executed and reverted. */
    REVERTED,
    /** The nonce was used by a transaction that is not ours. */
    DISPLACED
  }
}
