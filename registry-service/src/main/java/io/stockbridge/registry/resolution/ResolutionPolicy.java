package io.stockbridge.registry.resolution;

import java.util.List;

/**
 * How several genuine tokens for one stock on one chain are ranked: the own bridged token first,
 * then those whose address at least two independent sources name, then by the order of issuers.
 *
 * @param name name and version of the policy, part of each answer
 * @param issuerPreference issuers, the preferred first; one that is not listed comes after all
 */
public record ResolutionPolicy(String name, List<String> issuerPreference) {

  /** Sources that must name an address before it can be called canonical. */
  public static final int MIN_SOURCES = 2;

  /** Copies the list. */
  public ResolutionPolicy {
    issuerPreference = List.copyOf(issuerPreference);
  }

  int rankOf(String issuer) {
    int index = issuerPreference.indexOf(issuer);
    return index < 0 ? issuerPreference.size() : index;
  }
}
