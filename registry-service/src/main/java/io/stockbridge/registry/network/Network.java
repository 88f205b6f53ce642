package io.stockbridge.registry.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.kit.json.JsonRules;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of network.json that the registry needs, and the mainnets that its data speaks of.
 *
 * @param environment name of the deployment
 * @param registrarId whose key signs records
 * @param registrarKey that key's public half
 * @param chains own chains and mainnets by CAIP-2 name
 */
public record Network(
    String environment, String registrarId, Bytes32 registrarKey, Map<Caip2, KnownChain> chains) {

  /** The number that token lists of Uniswap give to Solana; their schema wants an integer. */
  private static final long SOLANA_IN_TOKEN_LISTS = 501_000_101L;

  /** Copies the map, in order. */
  public Network {
    chains = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(chains));
  }

  /**
   * Reads the file.
   *
   * @throws IllegalStateException with the field that is wrong
   */
  public static Network load(Path file) {
    ObjectMapper mapper = JsonRules.newMapper();
    JsonNode root;
    try {
      root = mapper.readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException("network file " + file + ": " + e.getMessage(), e);
    }
    try {
      if (root.path("schema").asInt(0) != 1) {
        throw new IllegalArgumentException("schema is not 1");
      }
      JsonNode registrar = root.path("registrar");
      byte[] key = Base64.getDecoder().decode(text(registrar, "ed25519"));
      Map<Caip2, KnownChain> chains = new LinkedHashMap<>();
      for (JsonNode chain : root.path("chains")) {
        KnownChain known = ownChain(chain);
        chains.put(known.caip2(), known);
      }
      mainnets().forEach(chain -> chains.putIfAbsent(chain.caip2(), chain));
      return new Network(
          text(root, "environment"), text(registrar, "id"), Bytes32.ofBytes(key), chains);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("network file " + file + ": " + e.getMessage(), e);
    }
  }

  /** The chain, if it is known. */
  public Optional<KnownChain> chain(Caip2 caip2) {
    return Optional.ofNullable(chains.get(caip2));
  }

  private static KnownChain ownChain(JsonNode chain) {
    DomainId domain = DomainId.of(chain.path("domain").asLong(-1));
    Caip2 caip2 = Caip2.of(text(chain, "caip2"));
    long listId = caip2.equals(Caip2.SOLANA_MAINNET) ? SOLANA_IN_TOKEN_LISTS : domain.value();
    return new KnownChain(caip2, domain, text(chain, "name"), true, listId);
  }

  private static List<KnownChain> mainnets() {
    List<KnownChain> chains = new ArrayList<>();
    chains.add(
        new KnownChain(
            Caip2.SOLANA_MAINNET, DomainId.SOLANA_MAINNET, "Solana", false, SOLANA_IN_TOKEN_LISTS));
    chains.add(evm(1, "Ethereum"));
    chains.add(evm(42_161, "Arbitrum One"));
    chains.add(evm(8_453, "Base"));
    chains.add(evm(4_663, "Robinhood Chain"));
    return chains;
  }

  private static KnownChain evm(long chainId, String name) {
    DomainId domain = DomainId.of(chainId);
    return new KnownChain(Caip2.ofEvm(domain), domain, name, false, chainId);
  }

  private static String text(JsonNode parent, String field) {
    JsonNode value = parent.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value.textValue();
  }
}
