package io.stockbridge.bridge.transfers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How due transfers are worked on. */
@ConfigMapping(prefix = "stockbridge.worker")
public interface WorkerConfiguration {
  /** Whether this process works on transfers. */
  @WithDefault("true")
  boolean enabled();

  /** Pause between two looks for due transfers. */
  @WithDefault("200ms")
  Duration pollInterval();

  /** Transfers worked on at the same time. */
  @WithDefault("8")
  @Min(1)
  @Max(256)
  int concurrency();

  /** How long a transfer is kept from other workers; longer than any step takes. */
  @WithDefault("60s")
  Duration lease();

  /** Pause after a step's first failure; doubles with each further one. */
  @WithDefault("500ms")
  Duration firstPause();

  /** Longest pause between two tries of a step. */
  @WithDefault("30s")
  Duration longestPause();
}
