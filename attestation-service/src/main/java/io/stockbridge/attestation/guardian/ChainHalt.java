package io.stockbridge.attestation.guardian;

import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import java.time.Instant;
import java.util.Optional;

/**
 * A halt that a chain does not show at finality yet.
 *
 * @param attempts how often it was tried
 * @param newest the newest transaction that was signed for it
 * @param nextTryAt not before
 * @param problem why the last try failed, or empty text
 */
record ChainHalt(
    Isin isin,
    DomainId domain,
    int attempts,
    Optional<Attempt> newest,
    Instant nextTryAt,
    String problem) {

  /** A transaction that was signed and recorded. */
  record Attempt(long nonce, EvmFees fees, SignedEvmTransaction transaction) {}

  /** Whether its transaction stands in a block that is not final yet. */
  boolean isMined(long latestNonce, long finalizedNonce) {
    return newest
        .filter(each -> each.nonce() < latestNonce && each.nonce() >= finalizedNonce)
        .isPresent();
  }

  /** Whether its newest transaction has that nonce. */
  boolean holds(long nonce) {
    return newest.filter(each -> each.nonce() == nonce).isPresent();
  }
}
