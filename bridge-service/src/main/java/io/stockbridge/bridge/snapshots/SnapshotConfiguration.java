package io.stockbridge.bridge.snapshots;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How snapshots are published. */
@ConfigMapping(prefix = "stockbridge.snapshots")
public interface SnapshotConfiguration {
  /** Whether this process publishes snapshots. */
  @WithDefault("true")
  boolean enabled();

  /** Pause between two looks at one chain's oracle while there is something to publish. */
  @WithDefault("1s")
  Duration pollInterval();

  /** Leaves in one transaction. */
  @WithDefault("8")
  @Min(1)
  @Max(100)
  int leavesPerTransaction();

  /** Snapshots kept in the database. */
  @WithDefault("20")
  @Min(2)
  @Max(10_000)
  int kept();
}
