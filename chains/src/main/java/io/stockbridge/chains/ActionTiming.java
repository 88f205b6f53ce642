package io.stockbridge.chains;

import java.time.Duration;

/**
 * Time limits of corporate actions on the chains.
 *
 * @param lead how long before its effective time an action is scheduled, replaced or withdrawn at
 *     the latest: longer than a transaction that was sent can still land (a Solana blockhash lives
 *     about a minute), so that no late one can undo what came after it
 * @param patience how long one call waits for its transaction
 */
public record ActionTiming(Duration lead, Duration patience) {

  /** For public chains: 2 minutes, 30 seconds. */
  public static final ActionTiming DEFAULT =
      new ActionTiming(Duration.ofMinutes(2), Duration.ofSeconds(30));

  /** Checks the ranges. */
  public ActionTiming {
    if (lead.isNegative() || lead.toHours() > 24) {
      throw new IllegalArgumentException("lead out of range (0 to 24 h): " + lead);
    }
    if (patience.toMillis() < 100 || patience.toMinutes() > 5) {
      throw new IllegalArgumentException("patience out of range (100 ms to 5 min): " + patience);
    }
  }
}
