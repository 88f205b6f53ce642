package io.stockbridge.registry.catalogue;

import com.github.benmanes.caffeine.cache.Interner;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tokens are compared by. Of a million tokens most have the same as many others: each such
 * combination is one object, so that comparing tokens asks for few places in memory, all of them
 * near.
 *
 * @param chain the chain it is on
 * @param issuer who issues its asset; null for an impostor
 * @param live whether it is the instrument itself and in use, and so is its asset
 * @param own whether this deployment of Stockbridge bridges it
 * @param replaced whether a successor is named
 * @param independentSources how many sources name it, of which none copies another
 * @param evidence who names it
 * @param nameLength characters of its CAIP-19 name
 * @param addressLength characters of its address, which its name ends with
 */
record Traits(
    Caip2 chain,
    @Nullable String issuer,
    boolean live,
    boolean own,
    boolean replaced,
    int independentSources,
    List<Evidence> evidence,
    int nameLength,
    int addressLength) {

  /** Those that some token has; what no token has any more is forgotten. */
  private static final Interner<Traits> ALL = Interner.newWeakInterner();

  /** Of a token of an asset, or of an impostor, which belongs to none. */
  static Traits of(Deployment deployment, @Nullable Listing listing) {
    boolean live =
        listing != null
            && listing.asset().content().status() == AssetStatus.ACTIVE
            && deployment.isLiveToken();
    return ALL.intern(
        new Traits(
            deployment.token().chain(),
            listing == null ? null : listing.asset().content().issuer(),
            live,
            deployment.own(),
            deployment.successor() != null,
            deployment.independentSources(),
            deployment.evidence(),
            deployment.token().caip19().length(),
            deployment.token().address().length()));
  }
}
