package io.stockbridge.registry.observation;

import io.stockbridge.registry.assets.Deployment;
import java.util.Optional;

/**
 * The newest reading of each token. Answers come from memory and never wait: resolution asks this
 * on its hot path. Safe for use by many threads.
 */
public interface ObservedTokens {

  /**
   * The newest reading, or empty when the token was never read.
   *
   * @param deployment the token; what it is called is not looked at where no token was read
   */
  Optional<ObservedToken> of(Deployment deployment);
}
