package io.stockbridge.registry.resolution;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of the rules by which one of several genuine tokens is chosen. A version never
 * changes.
 *
 * @param name 1 to 40 of {@code a-z 0-9 -}, a letter first
 * @param version from 1, dense
 * @param description what it is for, 1 to 300 characters
 * @param order criteria by which contenders are compared, the first that separates them decides
 * @param required what a token must have to be canonical at all, beside its sources
 * @param issuerPreference issuers, the preferred first; one that is not listed comes after all
 * @param minimumSources independent sources that must name a token, unless it is an own one
 * @param observationsFreshFor how long a reading of a chain counts
 */
public record ResolutionPolicy(
    String name,
    int version,
    String description,
    List<Criterion> order,
    List<Criterion> required,
    List<String> issuerPreference,
    int minimumSources,
    Duration observationsFreshFor) {

  /** Most sources that a policy can ask for. */
  public static final int MAX_SOURCES = 20;

  /** Most issuers that a policy can list. */
  public static final int MAX_ISSUERS = 200;

  /** Longest name of an issuer. */
  public static final int MAX_ISSUER_LENGTH = 100;

  /** Longest name of a policy. */
  public static final int MAX_NAME = 40;

  /** Longest description. */
  public static final int MAX_DESCRIPTION = 300;

  /** Longest time for which a reading counts. */
  public static final Duration MAX_FRESHNESS = Duration.ofDays(30);

  /** Checks the ranges; copies the lists. */
  public ResolutionPolicy {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a policy's name: 1 to 40 of a-z, 0-9 and -");
    }
    if (version < 1) {
      throw new IllegalArgumentException("versions start at 1");
    }
    if (description.isBlank() || description.length() > MAX_DESCRIPTION) {
      throw new IllegalArgumentException("a description has 1 to 300 characters");
    }
    checkDistinct(order, "order");
    checkDistinct(required, "required");
    if (required.contains(Criterion.INDEPENDENT_SOURCES)) {
      throw new IllegalArgumentException("sources are always required: set minimumSources");
    }
    checkIssuers(issuerPreference);
    if (minimumSources < 1 || minimumSources > MAX_SOURCES) {
      throw new IllegalArgumentException("minimumSources out of 1 to " + MAX_SOURCES);
    }
    if (observationsFreshFor.compareTo(Duration.ofSeconds(1)) < 0
        || observationsFreshFor.compareTo(MAX_FRESHNESS) > 0) {
      throw new IllegalArgumentException("observations count for 1 second to 30 days");
    }
    order = List.copyOf(order);
    required = List.copyOf(required);
    issuerPreference = List.copyOf(issuerPreference);
  }

  /** Whether a policy can have that name. */
  public static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_NAME || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Name and version as requests and answers write them: {@code default@1}. */
  public String id() {
    return name + '@' + version;
  }

  /** The same rules as another version. */
  public ResolutionPolicy asVersion(int other) {
    return new ResolutionPolicy(
        name,
        other,
        description,
        order,
        required,
        issuerPreference,
        minimumSources,
        observationsFreshFor);
  }

  /** Place of the issuer in the preference, from 0; after all listed ones when it is not listed. */
  int rankOf(@Nullable String issuer) {
    int index = issuer == null ? -1 : issuerPreference.indexOf(issuer);
    return index < 0 ? issuerPreference.size() : index;
  }

  boolean lists(@Nullable String issuer) {
    return issuer != null && issuerPreference.contains(issuer);
  }

  private static void checkDistinct(List<Criterion> criteria, String field) {
    EnumSet<Criterion> seen = EnumSet.noneOf(Criterion.class);
    for (Criterion criterion : criteria) {
      if (!seen.add(criterion)) {
        throw new IllegalArgumentException(criterion + " stands twice in " + field);
      }
    }
  }

  private static void checkIssuers(List<String> issuers) {
    if (issuers.size() > MAX_ISSUERS) {
      throw new IllegalArgumentException("more than " + MAX_ISSUERS + " issuers");
    }
    HashSet<String> seen = new HashSet<>();
    for (String issuer : issuers) {
      if (issuer.isBlank() || issuer.length() > MAX_ISSUER_LENGTH) {
        throw new IllegalArgumentException("an issuer's name has 1 to 100 characters");
      }
      if (!seen.add(issuer)) {
        throw new IllegalArgumentException("issuer listed twice: " + issuer);
      }
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
