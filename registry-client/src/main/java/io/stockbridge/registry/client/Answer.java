package io.stockbridge.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer of the registry, typed as far as callers decide by it, and whole as JSON. */
public sealed interface Answer {

  /** The whole answer. */
  JsonNode json();

  /**
   * Which token is the real one.
   *
   * @param canonical the one answer, empty where none can be given
   * @param alternatives the other tokens, best first
   * @param rule what decided
   * @param json the whole answer
   */
  record Resolution(Optional<Token> canonical, List<Token> alternatives, String rule, JsonNode json)
      implements Answer {

    /** Copies the list. */
    public Resolution {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * What a token is.
   *
   * @param verdict canonical, known_not_canonical or unknown
   * @param reason why it is not canonical, or null
   * @param checksum valid, absent, wrong or not_applicable
   * @param successor CAIP-19 of the token that replaced it, or null
   * @param token the token, null where unknown
   * @param json the whole answer
   */
  record Verdict(
      String verdict,
      @Nullable String reason,
      String checksum,
      @Nullable String successor,
      @Nullable Token token,
      JsonNode json)
      implements Answer {

    /** Whether it is the real one: the only case in which a wallet may show it as such. */
    public boolean isCanonical() {
      return verdict.equals("canonical");
    }
  }
}
