package io.stockbridge.attestation.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long working rows are kept. */
@ConfigMapping(prefix = "stockbridge.retention")
public interface RetentionSettings {
  /** Pause between two prunings. */
  @WithDefault("10M")
  Duration interval();

  /** Age at which answered requests, single signatures and proposals are deleted. */
  @WithDefault("30D")
  Duration workRows();

  /** Age at which an agreed snapshot's leaves and lists are deleted; its proofs end with them. */
  @WithDefault("400D")
  Duration snapshotLists();
}
