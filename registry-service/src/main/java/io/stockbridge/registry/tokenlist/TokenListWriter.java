package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.catalogue.Stock;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.resolution.Resolver;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the canonical tokens as a Uniswap token list (schema of npm @uniswap/token-lists). Only
 * tokens whose decimals are known can be listed. Solana mints stand as base58 addresses, which the
 * schema allows since 1.0.0-beta.35, under Uniswap's number for Solana (501000101) or, for a local
 * Solana, its domain number; the extension {@code caip2} names the chain without doubt.
 */
final class TokenListWriter {

  /** The name of the list of all chains. */
  static final String NAME = "Stockbridge canonical stocks";

  private static final Logger LOG = Logger.getLogger(TokenListWriter.class);
  private static final int MAX_TOKENS = 10_000;
  private static final int MAX_LIST_NAME = 30;
  private static final int MAX_NAME = 60;
  private static final int MAX_SYMBOL = 20;
  private static final int MAX_EXTENSION = 42;
  private static final int TYPICAL_LENGTH = 400;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonFactory WRITER = new JsonFactory();

  private TokenListWriter() {}

  /**
   * The tokens of each list that is not empty, as a JSON array: all chains together, and each
   * chain; ordered by chain and key of the underlying. Readings of chains are left aside, so that
   * all replicas write one list: what only they would decide is not listed.
   */
  static Map<String, byte[]> byList(Catalogue catalogue, ResolutionPolicy policy, Network network) {
    Map<String, byte[]> lists = new LinkedHashMap<>();
    List<Item> all = new ArrayList<>();
    for (KnownChain chain : network.chains().values()) {
      List<Item> ofChain = items(catalogue, policy, chain);
      if (!ofChain.isEmpty()) {
        lists.put(chain.caip2().toString(), array(ofChain));
        all.addAll(ofChain);
      }
    }
    if (!all.isEmpty()) {
      lists.put(TokenLists.ALL, array(all));
    }
    return lists;
  }

  /** A token of a list as JSON. */
  private record Item(boolean own, String json) {}

  private static List<Item> items(Catalogue catalogue, ResolutionPolicy policy, KnownChain chain) {
    Resolver resolver = new Resolver(catalogue, Grounds.without(policy));
    List<Item> items = new ArrayList<>();
    for (Stock stock : catalogue.stocks()) {
      KnownToken canonical =
          stock.underlying() == null ? null : resolver.decisionOn(stock, chain.caip2()).winner();
      Item item = canonical == null ? null : item(canonical, chain);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  /** Own tokens stay where the schema's bound leaves some out; the log says that it does. */
  private static byte[] array(List<Item> items) {
    List<Item> listed = items;
    if (items.size() > MAX_TOKENS) {
      LOG.warnf(
          "token list cut to what its schema allows tokens=%d kept=%d", items.size(), MAX_TOKENS);
      listed = new ArrayList<>(items);
      listed.sort(Comparator.comparing(item -> !item.own()));
      listed = listed.subList(0, MAX_TOKENS);
    }
    return listed.stream()
        .map(Item::json)
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The name of a chain's list; the schema allows 30 letters, digits and spaces. */
  static String nameOf(String chainName) {
    String plain = chainName.replaceAll("[^A-Za-z0-9_ ]", " ").strip();
    String name = "Stockbridge stocks " + plain;
    return name.length() <= MAX_LIST_NAME ? name : name.substring(0, MAX_LIST_NAME).strip();
  }

  /** The document up to its tokens, which follow as the last member. */
  static byte[] head(String name, ListVersion version, Instant createdAt) {
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
    String text = list.toString();
    return (text.substring(0, text.length() - 1) + ",\"tokens\":").getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Item item(KnownToken known, KnownChain chain) {
    Deployment deployment = known.deployment();
    Asset asset = known.asset();
    if (asset == null
        || deployment.decimals() == null
        || deployment.symbol().length() > MAX_SYMBOL) {
      return null;
    }
    StringWriter text = new StringWriter(TYPICAL_LENGTH);
    try (JsonGenerator out = WRITER.createGenerator(text)) {
      write(out, deployment, asset.content(), chain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return new Item(deployment.own(), text.toString());
  }

  private static void write(
      JsonGenerator out, Deployment deployment, AssetContent content, KnownChain chain)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("chainId", chain.tokenListChainId());
    out.writeStringField("address", deployment.token().address());
    out.writeNumberField("decimals", Objects.requireNonNull(deployment.decimals()));
    out.writeStringField("name", cut(content.name(), MAX_NAME));
    out.writeStringField("symbol", deployment.symbol());
    out.writeArrayFieldStart("tags");
    out.writeString("stock");
    if (deployment.own()) {
      out.writeString("bridged");
    }
    out.writeEndArray();
    out.writeObjectFieldStart("extensions");
    out.writeStringField("caip2", cut(chain.caip2().toString(), MAX_EXTENSION));
    out.writeStringField("issuer", cut(content.issuer(), MAX_EXTENSION));
    out.writeStringField("underlying", content.underlying().ticker());
    out.writeStringField("unitModel", deployment.form().unitModel().wire());
    out.writeStringField("multiplier", cut(content.multiplier().toString(), MAX_EXTENSION));
    if (content.isin() != null) {
      out.writeStringField("isin", content.isin().value());
    }
    if (content.underlying().isin() != null) {
      out.writeStringField("underlyingIsin", content.underlying().isin().value());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static ObjectNode tag(String name, String description) {
    return JSON.objectNode().put("name", name).put("description", description);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1).strip() + "…";
  }
}
