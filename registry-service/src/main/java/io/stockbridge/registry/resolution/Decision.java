package io.stockbridge.registry.resolution;

import io.stockbridge.registry.catalogue.KnownToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the live tokens of one stock on one chain is canonical.
 *
 * @param winner the one, null where the rule gives no answer
 * @param rule what decided
 * @param facts what it was decided by, and nothing else
 */
public record Decision(@Nullable KnownToken winner, ResolutionRule rule, List<Fact> facts) {

  /** Checks that exactly a rule that answers has a winner; copies the facts. */
  public Decision {
    if (rule.answers() != (winner != null)) {
      throw new IllegalArgumentException(rule + " with or without a token");
    }
    facts = List.copyOf(facts);
  }
}
