package io.stockbridge.bridge.attesting.domain;

import java.util.Optional;

/**
 * One attester's answer to one round; a signature in it was verified before.
 *
 * @param signature EVM: 0x-hex of 65 bytes; Solana: base58 of 64 bytes
 * @param replaySignature Solana: the replay authority's, base58
 */
public record Answer(
    String attester,
    int round,
    Outcome outcome,
    Optional<String> signature,
    Optional<String> replaySignature,
    Optional<Refusal> refusal) {
  /** What an attester can say. */
  public enum Outcome {
    /** It signed. */
    SIGNED,
    /** It would sign, but is not among the round's signers. */
    READY,
    /** A gate does not hold. */
    REFUSED
  }

  /** Checks that the parts fit the outcome. */
  public Answer {
    if ((outcome == Outcome.SIGNED) != signature.isPresent()
        || (outcome == Outcome.REFUSED) != refusal.isPresent()) {
      throw new IllegalArgumentException("parts do not fit the outcome " + outcome);
    }
  }

  /** Whether the attester agrees to the message. */
  public boolean isWilling() {
    return outcome != Outcome.REFUSED;
  }
}
