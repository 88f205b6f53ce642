package io.stockbridge.registry.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How often a client may ask. */
@ConfigMapping(prefix = "stockbridge.registry.rate-limit")
public interface RateLimitConfiguration {

  /** Off where something in front of the service limits already. */
  @WithDefault("true")
  boolean enabled();

  /** What each client gets per second, 1 to 1,000,000. */
  @WithDefault("100")
  int requestsPerSecond();

  /** What a client may ask at once after a pause, 1 to 1,000,000. */
  @WithDefault("500")
  int burst();

  /** Clients that are remembered; beyond, the longest unseen are forgotten. */
  @WithDefault("100000")
  int maxClients();

  /**
   * Networks (address/prefix) of proxies whose {@code X-Forwarded-For} is believed. Without any,
   * the client is whoever connects, whatever it claims.
   */
  Optional<List<String>> trustedProxies();

  /** Networks (address/prefix) that are not limited, for instance own mirrors and monitors. */
  Optional<List<String>> exempt();
}
