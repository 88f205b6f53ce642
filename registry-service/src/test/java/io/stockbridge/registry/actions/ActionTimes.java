package io.stockbridge.registry.actions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Times of a driver in tests. */
record ActionTimes(Duration lead) implements ActionConfiguration {

  @Override
  public Optional<Path> evmPrivateKeyFile() {
    return Optional.empty();
  }

  @Override
  public Optional<Path> solanaPrivateKeyFile() {
    return Optional.empty();
  }

  @Override
  public Duration notice() {
    return lead.multipliedBy(3);
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration pollInterval() {
    return Duration.ofMillis(20);
  }

  @Override
  public Duration watchInterval() {
    return Duration.ofMillis(100);
  }

  @Override
  public Duration firstPause() {
    return Duration.ofMillis(50);
  }

  @Override
  public Duration longestPause() {
    return Duration.ofMillis(200);
  }

  @Override
  public Duration overdueAfter() {
    return Duration.ofSeconds(2);
  }
}
