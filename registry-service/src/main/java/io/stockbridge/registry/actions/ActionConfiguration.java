package io.stockbridge.registry.actions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How corporate actions are brought onto the chains. Without keys nothing is sent. */
@ConfigMapping(prefix = "stockbridge.actions")
public interface ActionConfiguration {
  /** Key with the issuer role of the EVM tokens; it sends nothing else. */
  Optional<Path> evmPrivateKeyFile();

  /** Key that is multiplier and metadata authority of the Solana mints. */
  Optional<Path> solanaPrivateKeyFile();

  /** How long before its time an action is scheduled or withdrawn on a chain at the latest. */
  @WithDefault("2M")
  Duration lead();

  /** How long before its time an action must be announced to the registry, longer than the lead. */
  @WithDefault("30M")
  Duration notice();

  /** How long one attempt waits for its transaction. */
  @WithDefault("30S")
  Duration patience();

  /** Pause between two looks at what is due; read by the scheduler. */
  @WithDefault("2S")
  Duration pollInterval();

  /** The longest pause between two looks at a chain that shows an action as pending. */
  @WithDefault("30S")
  Duration watchInterval();

  /** Pause after a failed attempt; doubles with each in a row. */
  @WithDefault("5S")
  Duration firstPause();

  /** The longest pause after failed attempts. What is due is never given up. */
  @WithDefault("2M")
  Duration longestPause();

  /** How long after its time a chain that does not show an action counts as lagging. */
  @WithDefault("2M")
  Duration overdueAfter();
}
