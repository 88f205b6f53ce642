package io.stockbridge.protocol.transfer;

import java.time.Instant;
import java.util.Optional;

/** What must be done because a transfer moved; each is safe to do twice. */
public sealed interface TransferEffect {

  /**
   * Ask the attesters.
   *
   * @param round which time
   * @param notBefore when, if not at once
   */
  record RequestAttestation(int round, Optional<Instant> notBefore) implements TransferEffect {}

  /**
   * Send the mint, or publish the redemption, with the signatures of a round.
   *
   * @param round which
   */
  record Submit(int round) implements TransferEffect {}

  /** Ask the attesters to sign the cancel. */
  record RequestCancel() implements TransferEffect {}

  /** Form the refund message and have it attested. */
  record StartRefund() implements TransferEffect {}
}
