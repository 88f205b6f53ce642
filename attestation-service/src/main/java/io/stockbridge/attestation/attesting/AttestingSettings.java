package io.stockbridge.attestation.attesting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of what this attester signs. */
@ConfigMapping(prefix = "stockbridge.attesting")
public interface AttestingSettings {
  /** The most of one asset, in whole shares, signed per budget window. */
  @WithDefault("10000000")
  long budgetShares();

  /** The budget's sliding window. */
  @WithDefault("24H")
  Duration budgetWindow();

  /** Pause between two looks for open requests; a new one is looked at without it. */
  @WithDefault("500MS")
  Duration pollInterval();

  /** How many requests are worked on at a time. */
  @WithDefault("4")
  int parallelRequests();

  /** After that many unexpected faults on one request it is refused ({@code ATTESTER_FAULT}). */
  @WithDefault("20")
  int maxAttempts();

  /** How long before a corporate action comes into force its asset is not minted any more. */
  @WithDefault("10M")
  Duration actionLead();

  /** How long after both ends show the new epoch an asset is still not minted. */
  @WithDefault("2M")
  Duration actionSettling();

  /** The highest priority fee of a Solana plan, micro-lamports per compute unit. */
  @WithDefault("5000000")
  long maxComputeUnitPriceMicroLamports();

  /** The highest compute-unit limit of a Solana plan. */
  @WithDefault("400000")
  int maxComputeUnitLimit();

  /** The highest rent of a replay marker, lamports. */
  @WithDefault("2000000")
  long maxMarkerRentLamports();
}
