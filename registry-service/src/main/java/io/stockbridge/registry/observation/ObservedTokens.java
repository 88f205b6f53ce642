package io.stockbridge.registry.observation;

import java.util.Optional;

/**
 * The newest reading of each token. Answers come from memory and never wait: resolution asks this
 * on its hot path. Safe for use by many threads.
 */
public interface ObservedTokens {

  /**
   * The newest reading, or empty when the token was never read.
   *
   * @param tokenKey chain and address, by {@link io.stockbridge.registry.assets.TokenId#keyOf}
   */
  Optional<ObservedToken> of(String tokenKey);

  /** True when certainly no token was read, so that nobody has to ask for one. */
  default boolean isEmpty() {
    return false;
  }
}
