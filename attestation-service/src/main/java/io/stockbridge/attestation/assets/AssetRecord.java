package io.stockbridge.attestation.assets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.kit.json.JsonRules;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One version of an asset as the registrar signed it (docs/interfaces.md §4), as far as attesting
 * needs it.
 *
 * @param isin the asset's own ISIN
 * @param version grows by one with every change
 * @param symbol for people
 * @param active whether the asset may move
 * @param multiplier shares per token
 * @param actionEpoch corporate actions so far
 * @param tokens the token on each chain
 */
public record AssetRecord(
    Isin isin,
    long version,
    String symbol,
    boolean active,
    Multiplier multiplier,
    ActionEpoch actionEpoch,
    Map<DomainId, UniversalAddress> tokens) {

  private static final ObjectMapper JSON = JsonRules.newMapper();
  private static final int SCHEMA = 1;

  /** Copies the map. */
  public AssetRecord {
    tokens = Map.copyOf(tokens);
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
      throw new IllegalArgumentException("the asset record is not JSON", e);
    }
    if (root.path("schema").asInt(-1) != SCHEMA) {
      throw new IllegalArgumentException("schema: unknown " + root.path("schema"));
    }
    long version = root.path("version").asLong(0);
    if (version < 1) {
      throw new IllegalArgumentException("version: not above zero");
    }
    Map<DomainId, UniversalAddress> tokens = new TreeMap<>();
    for (JsonNode deployment : root.path("deployments")) {
      DomainId domain = DomainId.of(deployment.path("domain").asLong(-1));
      UniversalAddress token = UniversalAddress.parse(domain, text(deployment, "address"));
      if (tokens.put(domain, token) != null) {
        throw new IllegalArgumentException("deployments: domain " + domain + " twice");
      }
    }
    return new AssetRecord(
        Isin.of(text(root, "isin")),
        version,
        text(root, "symbol"),
        text(root, "status").equals("active"),
        Multiplier.of(text(root, "multiplier")),
        ActionEpoch.of(root.path("actionEpoch").asLong(-1)),
        tokens);
  }

  /** The same record with the tokens of these chains only: what this network can attest. */
  AssetRecord onChains(Set<DomainId> domains) {
    Map<DomainId, UniversalAddress> kept = new TreeMap<>(tokens);
    kept.keySet().retainAll(domains);
    return new AssetRecord(isin, version, symbol, active, multiplier, actionEpoch, kept);
  }

  /** The asset's token on that chain. */
  public Optional<UniversalAddress> token(DomainId domain) {
    return Optional.ofNullable(tokens.get(domain));
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException(field + ": missing or not text");
    }
    return value.textValue();
  }
}
