package io.stockbridge.bridge.attesting;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How attesters are asked. */
@StaticInitSafe
@ConfigMapping(prefix = "stockbridge.attesting")
public interface AttestingConfiguration {
  /** How long the first round may take before the silent are asked again; doubles per round. */
  @WithDefault("5s")
  Duration roundTimeout();

  /** The longest that a round may take; on Solana less than a blockhash lives. */
  @WithDefault("15s")
  Duration longestRoundTimeout();

  /** How long named signers may be silent once enough others are willing. */
  @WithDefault("2s")
  Duration signerGrace();

  /** When a refusal without a time of its own is tried again. */
  @WithDefault("5s")
  Duration refusalPause();

  /** The shortest pause after a refusal, whatever time it names. */
  @WithDefault("1s")
  Duration shortestPause();

  /** The longest pause after a refusal, whatever time it names; then all are asked again. */
  @WithDefault("5m")
  Duration longestRefusalPause();

  /** Compute units that a mint on Solana may use. */
  @WithDefault("120000")
  @Min(1)
  @Max(1_400_000)
  int computeUnitLimit();

  /** The least priority fee of a mint on Solana, micro-lamports per compute unit. */
  @WithDefault("1000")
  @Min(0)
  long minimumComputeUnitPriceMicroLamports();

  /** The highest priority fee of a mint on Solana, micro-lamports per compute unit. */
  @WithDefault("1000000")
  @Min(0)
  long maximumComputeUnitPriceMicroLamports();
}
