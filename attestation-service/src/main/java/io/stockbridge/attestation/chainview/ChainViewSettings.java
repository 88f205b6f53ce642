package io.stockbridge.attestation.chainview;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the chains are looked at, and how old a view may be. */
@ConfigMapping(prefix = "stockbridge.chain-view")
public interface ChainViewSettings {
  /** Pause between two looks at one chain. */
  @WithDefault("2S")
  Duration pollInterval();

  /** Pause between two comparisons of state and replay of one chain. */
  @WithDefault("5S")
  Duration supplyInterval();

  /** A view older than this signs nothing. */
  @WithDefault("60S")
  Duration maxAge();

  /** How long a mint may be without its message here before it is a breach. */
  @WithDefault("120S")
  Duration orphanGrace();

  /** Events per page, at most. */
  @WithDefault("500")
  int pageEvents();
}
