package io.stockbridge.registry.drift;

import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The own tokens of this registry as contracts name them.
 *
 * @param active the token in use of each asset on each own chain
 * @param former tokens that were in use once, by domain
 */
record OwnTokens(
    Map<CanonicalRecord.Key, UniversalAddress> active,
    Map<DomainId, Set<UniversalAddress>> former) {

  OwnTokens {
    active = Collections.unmodifiableMap(new TreeMap<>(active));
    former = Map.copyOf(former);
  }

  static OwnTokens of(Catalogue catalogue, Network network) {
    Map<CanonicalRecord.Key, UniversalAddress> active = new TreeMap<>();
    Map<DomainId, Set<UniversalAddress>> former = new TreeMap<>();
    for (Asset asset : catalogue.assets().values()) {
      Isin isin = asset.content().isin();
      if (isin == null) {
        continue;
      }
      for (Deployment deployment : asset.content().deployments()) {
        KnownChain chain = network.chains().get(deployment.token().chain());
        if (!deployment.own() || chain == null || !chain.own()) {
          continue;
        }
        UniversalAddress token =
            UniversalAddress.parse(chain.domain(), deployment.token().address());
        if (deployment.isCanonicalToken()) {
          active.put(new CanonicalRecord.Key(isin, chain.domain()), token);
        } else {
          former.computeIfAbsent(chain.domain(), domain -> new TreeSet<>()).add(token);
        }
      }
    }
    return new OwnTokens(active, former);
  }
}
