package io.stockbridge.registry.resolution;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.catalogue.Listing;
import java.util.Optional;

/** Whether tokens are the canonical ones: what resolve would answer for their stocks and chains. */
public final class CanonicalTokens {

  private final Resolver resolver;

  /** Of one state, on some grounds. */
  public CanonicalTokens(Catalogue catalogue, Grounds grounds) {
    this.resolver = new Resolver(catalogue, grounds);
  }

  /** The canonical token of a stock on a chain, if there is one. */
  public Optional<KnownToken> on(Underlying underlying, Caip2 chain) {
    return resolver.canonicalOn(underlying, chain);
  }

  /** Whether the token is its stock's canonical one on its chain. */
  public boolean contain(KnownToken token) {
    Listing listing = token.listing();
    if (listing == null) {
      return false;
    }
    KnownToken canonical = resolver.decisionOn(listing.stock(), token.chain()).winner();
    return canonical != null && canonical.isSame(token);
  }
}
