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
 * @param facts what it was decided by, for people
 */
public record Resolution(
    Optional<KnownToken> canonical,
    List<KnownToken> alternatives,
    ResolutionRule rule,
    List<String> facts) {

  /** Copies the lists. */
  public Resolution {
    alternatives = List.copyOf(alternatives);
    facts = List.copyOf(facts);
  }
}
