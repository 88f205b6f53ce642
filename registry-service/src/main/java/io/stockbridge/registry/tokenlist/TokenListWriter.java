package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.resolution.Resolver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the canonical tokens as a Uniswap token list (schema of npm @uniswap/token-lists). Only
 * tokens whose decimals are known can be listed. Solana mints stand as base58 addresses, which the
 * schema allows since 1.0.0-beta.35, under Uniswap's number for Solana (501000101) or, for a local
 * Solana, its domain number; the extension {@code caip2} names the chain without doubt.
 */
public final class TokenListWriter {

  /** The name of the list of all chains. */
  static final String NAME = "Stockbridge canonical stocks";

  private static final Logger LOG = Logger.getLogger(TokenListWriter.class);
  private static final int MAX_TOKENS = 10_000;
  private static final int MAX_LIST_NAME = 30;
  private static final int MAX_NAME = 60;
  private static final int MAX_SYMBOL = 20;
  private static final int MAX_EXTENSION = 42;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TokenListWriter() {}

  /**
   * The list's tokens, ordered by chain and ticker. Readings of chains are left aside, so that all
   * replicas write one list: what only they would decide is not listed.
   */
  public static ArrayNode tokens(Catalogue catalogue, ResolutionPolicy policy, Network network) {
    Resolver resolver = new Resolver(catalogue, Grounds.without(policy));
    ArrayNode tokens = JSON.arrayNode();
    for (KnownChain chain : network.chains().values()) {
      for (Underlying underlying : catalogue.underlyings().values()) {
        KnownToken canonical = resolver.canonicalOn(underlying, chain.caip2()).orElse(null);
        ObjectNode token = canonical == null ? null : token(canonical, chain);
        if (token != null) {
          tokens.add(token);
        }
      }
    }
    return tokens;
  }

  /** The tokens of each list that is not empty: all chains together, and each chain. */
  static Map<String, ArrayNode> byList(ArrayNode tokens, Network network) {
    Map<String, ArrayNode> lists = new LinkedHashMap<>();
    if (!tokens.isEmpty()) {
      lists.put(TokenLists.ALL, atMostWhatTheSchemaAllows(tokens));
    }
    for (KnownChain chain : network.chains().values()) {
      ArrayNode ofChain = JSON.arrayNode();
      for (JsonNode token : tokens) {
        if (token.get("chainId").longValue() == chain.tokenListChainId()) {
          ofChain.add(token);
        }
      }
      if (!ofChain.isEmpty()) {
        lists.put(chain.caip2().toString(), atMostWhatTheSchemaAllows(ofChain));
      }
    }
    return lists;
  }

  /** Own tokens stay where the schema's bound leaves some out; the log says that it does. */
  private static ArrayNode atMostWhatTheSchemaAllows(ArrayNode tokens) {
    if (tokens.size() <= MAX_TOKENS) {
      return tokens;
    }
    LOG.warnf(
        "token list cut to what its schema allows tokens=%d kept=%d", tokens.size(), MAX_TOKENS);
    List<JsonNode> ranked = new ArrayList<>();
    tokens.forEach(ranked::add);
    ranked.sort(Comparator.comparing(token -> token.get("tags").size() < 2));
    return JSON.arrayNode().addAll(ranked.subList(0, MAX_TOKENS));
  }

  /** The name of a chain's list; the schema allows 30 letters, digits and spaces. */
  static String nameOf(String chainName) {
    String plain = chainName.replaceAll("[^A-Za-z0-9_ ]", " ").strip();
    String name = "Stockbridge stocks " + plain;
    return name.length() <= MAX_LIST_NAME ? name : name.substring(0, MAX_LIST_NAME).strip();
  }

  /** The whole document. */
  static ObjectNode document(String name, JsonNode tokens, ListVersion version, Instant createdAt) {
    ObjectNode list = JSON.objectNode();
    list.put("name", name);
    list.put("timestamp", Rfc3339.format(createdAt));
    list.set(
        "version",
        JSON.objectNode()
            .put("major", version.major())
            .put("minor", version.minor())
            .put("patch", version.patch()));
    list.putArray("keywords").add("stocks").add("canonical");
    ObjectNode tags = list.putObject("tags");
    tags.set("stock", tag("Tokenized stock", "One token stands for shares of a listed security"));
    tags.set("bridged", tag("Bridged", "Bridged and backed by this deployment of Stockbridge"));
    list.set("tokens", tokens);
    return list;
  }

  private static @Nullable ObjectNode token(KnownToken known, KnownChain chain) {
    Deployment deployment = known.deployment();
    Asset asset = known.asset();
    if (asset == null
        || deployment.decimals() == null
        || deployment.symbol().length() > MAX_SYMBOL) {
      return null;
    }
    AssetContent content = asset.content();
    ObjectNode token = JSON.objectNode();
    token.put("chainId", chain.tokenListChainId());
    token.put("address", deployment.token().address());
    token.put("decimals", deployment.decimals());
    token.put("name", cut(content.name(), MAX_NAME));
    token.put("symbol", deployment.symbol());
    ArrayNode tags = token.putArray("tags").add("stock");
    if (deployment.own()) {
      tags.add("bridged");
    }
    ObjectNode extensions = token.putObject("extensions");
    extensions.put("caip2", cut(chain.caip2().toString(), MAX_EXTENSION));
    extensions.put("issuer", cut(content.issuer(), MAX_EXTENSION));
    extensions.put("underlying", content.underlying().ticker());
    extensions.put("unitModel", deployment.form().unitModel().wire());
    extensions.put("multiplier", cut(content.multiplier().toString(), MAX_EXTENSION));
    if (content.isin() != null) {
      extensions.put("isin", content.isin().value());
    }
    if (content.underlying().isin() != null) {
      extensions.put("underlyingIsin", content.underlying().isin().value());
    }
    return token;
  }

  private static ObjectNode tag(String name, String description) {
    return JSON.objectNode().put("name", name).put("description", description);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1).strip() + "…";
  }
}
