package io.stockbridge.attestation.snapshots;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The rhythm of snapshots; equal at every attester of a deployment. */
@ConfigMapping(prefix = "stockbridge.snapshots")
public interface SnapshotSettings {
  /** Length of an epoch, whole seconds. May only be made shorter in a deployment's life. */
  @WithDefault("30S")
  Duration epochLength();

  /** How long after its cut a snapshot backs issues, whole seconds. */
  @WithDefault("180S")
  Duration validity();

  /** How long each attester in the order of an epoch has before the next may propose. */
  @WithDefault("8S")
  Duration leaderTimeout();

  /** How far clocks may differ. */
  @WithDefault("2S")
  Duration maxClockSkew();

  /** Pause between two looks. */
  @WithDefault("1S")
  Duration pollInterval();
}
