package io.stockbridge.attestation.backing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When custody is too old to count on, and when a deviation is a breach. */
@ConfigMapping(prefix = "stockbridge.backing")
public interface BackingSettings {
  /** The oldest statement that anything is signed on. */
  @WithDefault("48H")
  Duration statementMaxAge();

  /** How long state and replay may differ before it is a breach; nothing is signed meanwhile. */
  @WithDefault("15S")
  Duration mismatchGrace();

  /** Pause between two evaluations of all assets. */
  @WithDefault("2S")
  Duration verdictInterval();
}
