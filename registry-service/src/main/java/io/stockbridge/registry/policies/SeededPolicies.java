package io.stockbridge.registry.policies;

import static io.stockbridge.registry.resolution.Criterion.CIRCULATING_SUPPLY;
import static io.stockbridge.registry.resolution.Criterion.INDEPENDENT_SOURCES;
import static io.stockbridge.registry.resolution.Criterion.ISSUER_PREFERENCE;
import static io.stockbridge.registry.resolution.Criterion.OWN_BRIDGED;
import static io.stockbridge.registry.resolution.Criterion.TRANSFERABILITY;

import io.stockbridge.registry.resolution.Criterion;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import java.time.Duration;
import java.util.List;

/** The first versions of the policies that every registry has. */
public final class SeededPolicies {

  private static final int TWO_SOURCES = 2;
  private static final Duration FRESH_FOR = Duration.ofHours(24);

  private SeededPolicies() {}

  /**
   * The policies, each in its first version.
   *
   * @param issuerPreference issuers, the preferred first
   */
  public static List<ResolutionPolicy> all(List<String> issuerPreference) {
    return List.of(
        first(
            "default",
            "our own bridged token, else the preferred issuer's that two independent sources name",
            List.of(
                OWN_BRIDGED,
                ISSUER_PREFERENCE,
                INDEPENDENT_SOURCES,
                CIRCULATING_SUPPLY,
                TRANSFERABILITY),
            List.of(),
            issuerPreference),
        first(
            "own-only",
            "only tokens that this deployment bridges and whose backing it proves",
            List.of(ISSUER_PREFERENCE),
            List.of(OWN_BRIDGED),
            issuerPreference),
        first(
            "widest-supply",
            "the token that stands for the most shares on the chain, whoever issued it",
            List.of(CIRCULATING_SUPPLY),
            List.of(),
            List.of()),
        first(
            "transferable-now",
            "only tokens that were seen on their chain as in circulation and free to move",
            List.of(OWN_BRIDGED, ISSUER_PREFERENCE, CIRCULATING_SUPPLY),
            List.of(CIRCULATING_SUPPLY, TRANSFERABILITY),
            issuerPreference));
  }

  private static ResolutionPolicy first(
      String name,
      String description,
      List<Criterion> order,
      List<Criterion> required,
      List<String> issuers) {
    return new ResolutionPolicy(
        name, 1, description, order, required, issuers, TWO_SOURCES, FRESH_FOR);
  }
}
