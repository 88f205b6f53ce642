package io.stockbridge.registry.writes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How writes are kept. */
@ConfigMapping(prefix = "stockbridge.registry.writes")
public interface WritesConfiguration {

  /** How long at least a write can be repeated by its key. */
  @WithDefault("24H")
  Duration keepKeysFor();
}
