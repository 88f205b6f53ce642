package io.stockbridge.registry.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often our own chains' registries are compared with this one. */
@ConfigMapping(prefix = "stockbridge.drift")
public interface DriftConfiguration {
  /** Pause between two looks for chains that are due; read by the scheduler. */
  @WithDefault("5s")
  Duration tick();

  /** From one comparison of a chain to the next. */
  @WithDefault("1m")
  Duration interval();

  /** How long a replica may hold a chain before another one takes it over. */
  @WithDefault("5m")
  Duration lease();
}
