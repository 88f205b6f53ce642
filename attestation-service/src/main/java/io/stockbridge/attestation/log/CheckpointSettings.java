package io.stockbridge.attestation.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the log's state is signed. */
@ConfigMapping(prefix = "stockbridge.log")
public interface CheckpointSettings {
  /** Pause between two checkpoints; without a new entry there is none. */
  @WithDefault("5S")
  Duration checkpointInterval();
}
