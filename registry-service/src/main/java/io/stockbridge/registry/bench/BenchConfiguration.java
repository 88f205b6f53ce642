package io.stockbridge.registry.bench;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a measurement switches on; nothing of it in production. */
@ConfigMapping(prefix = "stockbridge.registry.bench")
interface BenchConfiguration {

  /** Whether {@code GET /bench/empty} is there. */
  @WithDefault("false")
  boolean enabled();

  /** How many generated deployments are loaded at the start, if {@link #enabled()}. */
  @WithDefault("0")
  int deployments();
}
