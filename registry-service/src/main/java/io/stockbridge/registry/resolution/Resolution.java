package io.stockbridge.registry.resolution;

import io.stockbridge.registry.catalogue.KnownToken;
import java.util.List;
import java.util.Optional;

/**
 * An answer to which token is the real one.
 *
 * @param canonical the one answer, empty where none can be given
 * @param alternatives the other tokens, best first
 * @param rule what decided
 * @param policy the version of the policy that judged
 * @param facts what the query names, and what it was decided by
 */
public record Resolution(
    Optional<KnownToken> canonical,
    List<KnownToken> alternatives,
    ResolutionRule rule,
    ResolutionPolicy policy,
    List<Fact> facts) {

  /** Copies the lists. */
  public Resolution {
    alternatives = List.copyOf(alternatives);
    facts = List.copyOf(facts);
  }
}
