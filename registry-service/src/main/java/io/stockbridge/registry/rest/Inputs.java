package io.stockbridge.registry.rest;

import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.network.Network;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a caller asks with: the name and the chain. */
@Singleton
public class Inputs {

  static final int MAX_QUERY = 200;

  private final Map<String, Caip2> chains = new HashMap<>();

  Inputs(Network network) {
    network.chains().keySet().forEach(chain -> chains.put(chain.toString(), chain));
  }

  /** A name to look up. */
  static String query(@Nullable String text, String field) {
    if (text == null || text.length() > MAX_QUERY) {
      throw invalid(field, "1 to " + MAX_QUERY + " characters");
    }
    String query = text.strip();
    if (query.isEmpty()) {
      throw invalid(field, "1 to " + MAX_QUERY + " characters");
    }
    return query;
  }

  /** A chain that is known, null for any. */
  public @Nullable Caip2 chain(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Caip2 known = chains.get(text);
    if (known != null) {
      return known;
    }
    try {
      Caip2 chain = Caip2.of(text);
      throw ProblemException.inField(
          RegistryProblem.UNKNOWN_CHAIN, "chain", "not one of /v1/chains: " + chain);
    } catch (IllegalArgumentException e) {
      throw invalid("chain", String.valueOf(e.getMessage()));
    }
  }

  /** How many removals a caller confirms; none without the parameter. */
  static long removals(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw invalid("confirmRemovals", "a whole number of at most nine digits");
    }
    return Long.parseLong(text);
  }

  static ProblemException invalid(String field, String expected) {
    return ProblemException.inField(CommonProblem.INVALID_FIELD, field, expected);
  }
}
