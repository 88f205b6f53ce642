package io.stockbridge.chains.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One version of an asset as the registrar signed it (docs/interfaces.md §4), as far as moving and
 * attesting need it.
 *
 * @param isin the asset's own ISIN
 * @param version from 1, grows by one with every change
 * @param symbol for people
 * @param name for people
 * @param status {@code active} while the asset may move
 * @param multiplier shares per token
 * @param actionEpoch corporate actions so far
 * @param deployments its tokens; at most one active on a chain
 */
public record AssetRecord(
    Isin isin,
    long version,
    String symbol,
    String name,
    String status,
    Multiplier multiplier,
    ActionEpoch actionEpoch,
    List<Deployment> deployments) {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int SCHEMA = 1;
  private static final String ACTIVE = "active";

  /**
   * The asset's token on one chain.
   *
   * @param address as the chain writes it
   * @param status {@code active} while it may be used
   */
  public record Deployment(
      DomainId domain, String caip19, String address, int decimals, String status) {

    /** Checks that the address is one of the chain. */
    public Deployment {
      UniversalAddress.parse(domain, address);
    }

    /** Whether it may be used. */
    public boolean isActive() {
      return status.equals(ACTIVE);
    }

    UniversalAddress token() {
      return UniversalAddress.parse(domain, address);
    }
  }

  /** Checks the version and that no chain has two active tokens. */
  public AssetRecord {
    deployments = List.copyOf(deployments);
    if (version < 1) {
      throw new IllegalArgumentException("version: not above zero");
    }
    List<DomainId> active =
        deployments.stream().filter(Deployment::isActive).map(Deployment::domain).toList();
    if (Set.copyOf(active).size() != active.size()) {
      throw new IllegalArgumentException("deployments: two active tokens on one chain");
    }
  }

  /**
   * Reads the exact signed text.
   *
   * @throws IllegalArgumentException naming the field at fault
   */
  public static AssetRecord parse(String record) {
    JsonNode root;
    try {
      root = JSON.readTree(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    if (number(root, "schema") != SCHEMA) {
      throw new IllegalArgumentException("schema: unknown " + root.path("schema"));
    }
    List<Deployment> deployments = new ArrayList<>();
    for (JsonNode deployment : root.path("deployments")) {
      deployments.add(deployment(deployment));
    }
    return new AssetRecord(
        value(root, "isin", Isin::of),
        number(root, "version"),
        text(root, "symbol"),
        text(root, "name"),
        text(root, "status"),
        value(root, "multiplier", Multiplier::of),
        ActionEpoch.of(number(root, "actionEpoch")),
        deployments);
  }

  /** Whether the asset may move. */
  public boolean active() {
    return status.equals(ACTIVE);
  }

  /** The same record with the deployments on these chains only. */
  public AssetRecord onChains(Set<DomainId> domains) {
    return new AssetRecord(
        isin,
        version,
        symbol,
        name,
        status,
        multiplier,
        actionEpoch,
        deployments.stream().filter(each -> domains.contains(each.domain())).toList());
  }

  /** The active deployment on that chain. */
  public Optional<Deployment> on(DomainId domain) {
    return deployments.stream()
        .filter(each -> each.domain().equals(domain) && each.isActive())
        .findFirst();
  }

  /** The token on each chain: the active one, or where none is, the one listed last. */
  public Map<DomainId, UniversalAddress> tokens() {
    Map<DomainId, UniversalAddress> tokens = new TreeMap<>();
    deployments.forEach(each -> tokens.put(each.domain(), each.token()));
    deployments.stream()
        .filter(Deployment::isActive)
        .forEach(each -> tokens.put(each.domain(), each.token()));
    return tokens;
  }

  /** The token on that chain, as in {@link #tokens}. */
  public Optional<UniversalAddress> token(DomainId domain) {
    return Optional.ofNullable(tokens().get(domain));
  }

  private static Deployment deployment(JsonNode node) {
    return new Deployment(
        DomainId.of(number(node, "domain")),
        text(node, "caip19"),
        text(node, "address"),
        Math.toIntExact(number(node, "decimals")),
        text(node, "status"));
  }

  private static <T> T value(JsonNode node, String field, Function<String, T> parse) {
    try {
      return parse.apply(text(node, field));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new IllegalArgumentException(field + ": missing, blank or not text");
    }
    return value.textValue();
  }

  private static long number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(field + ": missing or not a whole number");
    }
    return value.longValue();
  }
}
