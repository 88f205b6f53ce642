package io.stockbridge.registry.webhooks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How webhooks are sent. */
@ConfigMapping(prefix = "stockbridge.registry.webhooks")
public interface WebhookConfiguration {

  /** Pause between two looks for webhooks that are due. */
  @WithDefault("250ms")
  Duration interval();

  /** How long a receiver may take. */
  @WithDefault("10s")
  Duration timeout();

  /** How long a sender that died keeps others away; more than {@link #timeout}. */
  @WithDefault("45s")
  Duration lease();

  /** Pause after the first failure; it doubles with each further one. */
  @WithDefault("5s")
  Duration firstRetry();

  /** The longest pause between two attempts. */
  @WithDefault("6h")
  Duration lastRetry();

  /** A receiver that fails for so long is not tried any more. */
  @WithDefault("5d")
  Duration disableAfter();

  /** How many receivers one replica sends to at a time. */
  @WithDefault("16")
  int senders();

  /** How many webhooks there may be. */
  @WithDefault("500")
  int maxWebhooks();

  /** Attempts of a webhook that the log keeps. */
  @WithDefault("1000")
  int keptDeliveries();

  /** Whether {@code http:} is allowed. */
  @WithDefault("false")
  boolean insecure();

  /** Networks (address/prefix) that are not public and may be called all the same. */
  Optional<List<String>> allowedNetworks();
}
