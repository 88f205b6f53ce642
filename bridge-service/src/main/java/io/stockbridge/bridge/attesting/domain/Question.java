package io.stockbridge.bridge.attesting.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The newest question about one message.
 *
 * @param attesters the attester set in its order
 * @param threshold how many have to sign
 * @param round number of the question, from 1
 * @param signers Solana: exactly those whose signatures the transaction needs; empty elsewhere,
 *     where any will do
 * @param askedAt when it was asked
 * @param deadline when it is asked again
 * @param grace how long named signers may stay silent once enough others are willing
 * @param refusalPause when a refusal without a time of its own may have changed
 */
public record Question(
    List<String> attesters,
    int threshold,
    int round,
    List<String> signers,
    Instant askedAt,
    Instant deadline,
    Duration grace,
    Duration refusalPause) {
  /** Checks the ranges. */
  public Question {
    attesters = List.copyOf(attesters);
    signers = List.copyOf(signers);
    if (threshold < 1 || threshold > attesters.size() || round < 1) {
      throw new IllegalArgumentException(
          "threshold " + threshold + " of " + attesters.size() + " in round " + round);
    }
    if (!signers.isEmpty() && (signers.size() != threshold || !attesters.containsAll(signers))) {
      throw new IllegalArgumentException("a round names exactly " + threshold + " attesters");
    }
  }

  /** Whether the signatures belong to this round only. */
  public boolean namesSigners() {
    return !signers.isEmpty();
  }
}
