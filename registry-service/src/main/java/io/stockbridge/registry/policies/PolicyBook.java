package io.stockbridge.registry.policies;

import io.stockbridge.registry.resolution.ResolutionPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All versions of all policies at one moment. Immutable. */
public final class PolicyBook {

  private final long number;
  private final NavigableMap<String, List<PolicyVersion>> versions = new TreeMap<>();
  private final HashMap<String, ResolutionPolicy> newest = new HashMap<>();

  /**
   * A book of some versions.
   *
   * @param number how many versions were recorded; grows with every change
   * @param recorded each policy's versions in their order
   * @throws IllegalArgumentException when a version is missing
   */
  public PolicyBook(long number, List<PolicyVersion> recorded) {
    this.number = number;
    for (PolicyVersion version : recorded) {
      ResolutionPolicy policy = version.policy();
      List<PolicyVersion> known =
          versions.computeIfAbsent(policy.name(), name -> new ArrayList<>());
      if (policy.version() != known.size() + 1) {
        throw new IllegalArgumentException("version missing before " + policy.id());
      }
      known.add(version);
      newest.put(policy.name(), policy);
    }
  }

  /** How many versions were recorded. */
  public long number() {
    return number;
  }

  /** The newest version of each policy, by name. */
  public NavigableMap<String, PolicyVersion> newest() {
    NavigableMap<String, PolicyVersion> all = new TreeMap<>();
    versions.forEach((name, known) -> all.put(name, known.get(known.size() - 1)));
    return all;
  }

  /** All versions of a policy, the oldest first; empty when there is none of that name. */
  public List<PolicyVersion> versionsOf(String name) {
    return List.copyOf(versions.getOrDefault(name, List.of()));
  }

  /** The newest version of a policy. */
  public Optional<ResolutionPolicy> current(String name) {
    return Optional.ofNullable(newest.get(name));
  }

  /** A version of a policy. */
  public Optional<ResolutionPolicy> version(String name, int version) {
    List<PolicyVersion> known = versions.getOrDefault(name, List.of());
    return version < 1 || version > known.size()
        ? Optional.empty()
        : Optional.of(known.get(version - 1).policy());
  }

  /** The version that judged at {@code asOf}, as far as it was known at {@code knownAt}. */
  public Optional<ResolutionPolicy> inForce(String name, Instant asOf, Instant knownAt) {
    List<PolicyVersion> known = versions.getOrDefault(name, List.of());
    for (int i = known.size() - 1; i >= 0; i--) {
      PolicyVersion version = known.get(i);
      if (!version.inForceFrom().isAfter(asOf) && !version.recordedAt().isAfter(knownAt)) {
        return Optional.of(version.policy());
      }
    }
    return Optional.empty();
  }
}
