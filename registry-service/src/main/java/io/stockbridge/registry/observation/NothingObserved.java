package io.stockbridge.registry.observation;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The answer of a registry that reads no chain: nothing was seen, so nothing follows from it. */
@DefaultBean
@ApplicationScoped
class NothingObserved implements ObservedTokens {

  @Override
  public Optional<ObservedToken> of(String tokenKey) {
    return Optional.empty();
  }
}
