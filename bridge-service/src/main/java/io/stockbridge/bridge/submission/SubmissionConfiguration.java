package io.stockbridge.bridge.submission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigInteger;
import java.time.Duration;

/** How transactions are sent and watched. */
@ConfigMapping(prefix = "stockbridge.submission")
public interface SubmissionConfiguration {
  /** Whether this process keeps the nonce ledger. */
  @WithDefault("true")
  boolean enabled();

  /** Pause between two looks at the pending transactions of one chain. */
  @WithDefault("500ms")
  Duration pollInterval();

  /** Pending transactions looked at per chain and look. */
  @WithDefault("64")
  @Min(1)
  @Max(1000)
  int maxPending();

  /** When a pending transaction is given to the nodes again. */
  @WithDefault("3s")
  Duration resendAfter();

  /** When the transaction with the next nonce is replaced by one that pays more. */
  @WithDefault("20s")
  Duration bumpAfter();

  /** Most that is paid per gas, in wei. */
  @WithDefault("500000000000")
  BigInteger maxFeePerGasWei();

  /** Replacements of one transaction. */
  @WithDefault("20")
  @Min(0)
  @Max(100)
  int maxBumps();

  /** Percent added to the gas that a simulation used. */
  @WithDefault("25")
  @Min(0)
  @Max(400)
  int gasReservePercent();

  /** When a call that would revert is tried again, if it does not say so itself. */
  @WithDefault("3s")
  Duration revertPause();

  /** Pause between two looks at a sent mint until it is final. */
  @WithDefault("2s")
  Duration finalityPause();

  /** After how long a used nonce without a receipt of ours counts as used by somebody else. */
  @WithDefault("60s")
  Duration displacedAfter();
}
