package io.stockbridge.registry.coins;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.network.Network;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * CoinGecko's names of chains ("asset platforms"). A chain that has none there goes by its CAIP-2
 * name.
 */
@Singleton
class Platforms {

  private static final Map<String, Caip2> NAMED =
      Map.of(
          "ethereum", Caip2.of("eip155:1"),
          "arbitrum-one", Caip2.of("eip155:42161"),
          "base", Caip2.of("eip155:8453"),
          "solana", Caip2.SOLANA_MAINNET);

  private final Network network;

  Platforms(Network network) {
    this.network = network;
  }

  /** The known chain of a platform's name or CAIP-2 name. */
  Optional<Caip2> chainOf(String platform) {
    Caip2 named = NAMED.get(platform);
    if (named != null) {
      return Optional.of(named);
    }
    return network.chains().keySet().stream()
        .filter(chain -> chain.toString().equals(platform))
        .findFirst();
  }

  /** The name under which CoinGecko or this registry lists the chain. */
  String nameOf(Caip2 chain) {
    return NAMED.entrySet().stream()
        .filter(entry -> entry.getValue().equals(chain))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(chain::toString);
  }
}
