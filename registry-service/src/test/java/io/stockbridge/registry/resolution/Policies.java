package io.stockbridge.registry.resolution;

import io.stockbridge.registry.policies.SeededPolicies;
import java.time.Duration;
import java.util.List;

/** Policies for tests: those that every registry has, and others. */
public final class Policies {

  /** The order of issuers that the service is configured with. */
  public static final List<String> ISSUERS =
      List.of("Backed Assets", "Coinbase", "Dinari", "Robinhood", "ST0x");

  /** Those that every registry has. */
  public static final List<ResolutionPolicy> SEEDED = SeededPolicies.all(ISSUERS);

  /** The first of them. */
  public static final ResolutionPolicy DEFAULT = named("default");

  private Policies() {}

  /** One of those that every registry has. */
  public static ResolutionPolicy named(String name) {
    return SEEDED.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  /** A policy with that order, without requirements and preferred issuers. */
  public static ResolutionPolicy of(List<Criterion> order) {
    return of(order, List.of());
  }

  /** A policy with that order and these requirements, without preferred issuers. */
  public static ResolutionPolicy of(List<Criterion> order, List<Criterion> required) {
    return new ResolutionPolicy(
        "test", 1, "for tests", order, required, List.of(), 2, Duration.ofHours(24));
  }
}
