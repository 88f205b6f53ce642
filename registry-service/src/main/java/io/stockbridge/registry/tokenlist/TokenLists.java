package io.stockbridge.registry.tokenlist;

import java.util.Map;
import java.util.Optional;

/**
 * The lists of one state.
 *
 * @param byName the list of all chains under {@link #ALL}, that of a chain under its CAIP-2 name; a
 *     chain without a token that can be listed has none, because the schema knows no empty list
 */
public record TokenLists(Map<String, VersionedTokenList> byName) {

  /** Name of the list of all chains together. */
  public static final String ALL = "all";

  /** Before the first lists are published. */
  public static final TokenLists NONE = new TokenLists(Map.of());

  /** Copies the map. */
  public TokenLists {
    byName = Map.copyOf(byName);
  }

  /** The list of that name. */
  public Optional<VersionedTokenList> of(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
