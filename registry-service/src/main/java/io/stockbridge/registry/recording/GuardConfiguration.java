package io.stockbridge.registry.recording;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What one change set may take away without being confirmed. */
@ConfigMapping(prefix = "stockbridge.registry.guard")
public interface GuardConfiguration {

  /** Share of the live entries and tokens, from 0 to 1. */
  @WithDefault("0.05")
  double maxRemovedShare();

  /** So many may always go: a small registry could otherwise never retire anything. */
  @WithDefault("10")
  int alwaysAllowed();

  /** Digest of the bundled data whose removals an operator has looked at and wants. */
  Optional<String> confirmedData();
}
