package io.stockbridge.bridge.transfers;

import io.stockbridge.protocol.identifiers.DomainId;

/**
 * How a message ended where it was to arrive, final.
 *
 * @param txId the chain's transaction; for a release the custodian and the statement's sequence
 */
public record Outcome(DomainId domain, Result result, String txId) {
  /** The ends there are. */
  public enum Result {
    /** The shares exist at the destination. */
    MINTED,
    /** The message can never be minted there. */
    CANCELLED,
    /** The custodian gave the shares out. */
    RELEASED
  }
}
