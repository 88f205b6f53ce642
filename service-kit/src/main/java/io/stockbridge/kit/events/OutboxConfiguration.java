package io.stockbridge.kit.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How facts leave the outbox. */
@ConfigMapping(prefix = "stockbridge.outbox")
public interface OutboxConfiguration {

  /** Whether this process publishes; off only in tests of the outbox itself. */
  @WithDefault("true")
  boolean enabled();

  /** Pause between two looks into the outbox while facts come. */
  @WithDefault("100")
  @Min(10)
  @Max(60_000)
  long pollIntervalMs();

  /** Pause between two looks while this process appends nothing and nothing waits. */
  @WithDefault("1000")
  @Min(10)
  @Max(60_000)
  long idlePollIntervalMs();

  /** Upper bound of facts of one topic published at once. */
  @WithDefault("256")
  @Min(1)
  @Max(5_000)
  int batchSize();

  /** Upper bound of keys published at the same time. */
  @WithDefault("64")
  @Min(1)
  @Max(100)
  int parallelKeys();

  /** Upper bound of the wait for one acknowledgement of Kafka once the topic is found. */
  @WithDefault("10000")
  @Min(100)
  long sendTimeoutMs();

  /** Longest pause before a failed fact, or a topic that Kafka does not take, is tried again. */
  @WithDefault("5000")
  @Min(100)
  long maxRetryPauseMs();

  /** Age of the oldest fact from which on the service reports itself as not ready. */
  @WithDefault("60")
  @Min(1)
  long readinessMaxAgeSeconds();

  /**
   * Whether waiting facts make the service not ready; off where reads must go on without Kafka. The
   * check names the cause either way.
   */
  @WithDefault("true")
  boolean readinessRequired();
}
