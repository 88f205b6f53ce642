package io.stockbridge.attestation.guardian;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigInteger;
import java.time.Duration;

/** How halts are brought onto the EVM chains. */
@ConfigMapping(prefix = "stockbridge.guardian")
public interface GuardianSettings {
  /** Pause between two looks at what is owed. */
  @WithDefault("1S")
  Duration pollInterval();

  /** Pause before the second try of a halt, with a higher fee; doubles with every try. */
  @WithDefault("12S")
  Duration firstPause();

  /** The longest pause between two tries. A halt that is owed is never given up. */
  @WithDefault("2M")
  Duration longestPause();

  /** Most that is paid per gas, in wei. */
  @WithDefault("500000000000")
  BigInteger maxFeePerGasWei();
}
