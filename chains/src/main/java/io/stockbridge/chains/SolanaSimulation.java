package io.stockbridge.chains;

import java.util.List;

/** What a transaction would do now. */
public sealed interface SolanaSimulation {
  /** It passes and uses that many compute units. */
  record Passes(long computeUnits) implements SolanaSimulation {}

  /**
   * It fails.
   *
   * @param error the runtime's error as JSON
   * @param logs the last log lines, bounded
   */
  record Fails(String error, List<String> logs) implements SolanaSimulation {
    /** Copies the list. */
    public Fails {
      logs = List.copyOf(logs);
    }
  }
}
