package io.stockbridge.registry.observation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often chains are read. */
@ConfigMapping(prefix = "stockbridge.observation")
public interface ObservationConfiguration {
  /** Pause between two batches; read by the scheduler. */
  @WithDefault("2s")
  Duration tick();

  /** The most tokens of one batch, 1 to 50. */
  @WithDefault("20")
  int batch();

  /** When a token that was read is read again; spread by a tenth to either side. */
  @WithDefault("10m")
  Duration interval();

  /** When a token that could not be read is tried again; doubles up to the interval. */
  @WithDefault("15s")
  Duration retry();

  /** How long a replica may hold a batch before another one takes it over. */
  @WithDefault("3m")
  Duration lease();

  /** How often an unchanged reading is kept in the history. */
  @WithDefault("24h")
  Duration keepEvery();
}
