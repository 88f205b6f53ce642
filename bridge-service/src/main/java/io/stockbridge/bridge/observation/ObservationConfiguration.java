package io.stockbridge.bridge.observation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How chains are read. */
@ConfigMapping(prefix = "stockbridge.observation")
public interface ObservationConfiguration {
  /** Whether this process reads chains. */
  @WithDefault("true")
  boolean enabled();

  /** Pause between two looks at one chain. */
  @WithDefault("500ms")
  Duration pollInterval();

  /** Events taken in one transaction. */
  @WithDefault("200")
  @Min(1)
  @Max(5000)
  int maxEvents();

  /** Pages read in one look, so that one chain's backlog keeps nobody waiting. */
  @WithDefault("20")
  @Min(1)
  @Max(1000)
  int maxPages();

  /** A chain that was not read for longer makes the service not ready. */
  @WithDefault("60s")
  Duration readinessMaxAge();
}
