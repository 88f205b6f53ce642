package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.protocol.identifiers.Caip19;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.TokenRole;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of an asset's content: in requests, in answers, between SQL and Java. */
public final class AssetJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> ASSET =
      Set.of(
          "key",
          "isin",
          "issuer",
          "symbol",
          "name",
          "legalForm",
          "status",
          "underlying",
          "multiplier",
          "actionEpoch",
          "deployments",
          "own",
          "schema",
          "version",
          "recordedAt");
  private static final Set<String> DEPLOYMENT =
      Set.of(
          "domain",
          "caip19",
          "chain",
          "address",
          "symbol",
          "decimals",
          "role",
          "unitModel",
          "tokenProgram",
          "status",
          "own",
          "wraps",
          "generation",
          "successor",
          "priceFeed",
          "independentSources",
          "evidence");

  private AssetJson() {}

  /** The content as JSON; unknown facts are left out. */
  public static ObjectNode write(AssetContent content) {
    ObjectNode asset = JSON.objectNode();
    asset.put("key", content.key());
    putIfKnown(asset, "isin", content.isin());
    asset.put("issuer", content.issuer());
    asset.put("symbol", content.symbol());
    asset.put("name", content.name());
    putIfKnown(asset, "legalForm", content.legalForm());
    asset.put("status", content.status().wire());
    asset.set("underlying", write(content.underlying()));
    asset.put("multiplier", content.multiplier().toString());
    asset.put("actionEpoch", content.actionEpoch().value());
    asset.put("own", content.isOwn());
    ArrayNode deployments = asset.putArray("deployments");
    content.deployments().forEach(deployment -> deployments.add(write(deployment)));
    return asset;
  }

  /** An underlying as JSON. */
  public static ObjectNode write(Underlying underlying) {
    ObjectNode json = JSON.objectNode();
    putIfKnown(json, "isin", underlying.isin());
    json.put("ticker", underlying.ticker());
    json.put("name", underlying.name());
    putIfKnown(json, "mic", underlying.mic());
    return json;
  }

  /** A deployment as JSON. */
  public static ObjectNode write(Deployment deployment) {
    ObjectNode json = JSON.objectNode();
    json.put("caip19", deployment.token().caip19());
    json.put("chain", deployment.token().chain().toString());
    json.put("address", deployment.token().address());
    json.put("symbol", deployment.symbol());
    if (deployment.decimals() != null) {
      json.put("decimals", deployment.decimals());
    }
    json.put("role", deployment.form().role().wire());
    json.put("unitModel", deployment.form().unitModel().wire());
    putIfKnown(json, "tokenProgram", deployment.form().tokenProgram());
    json.put("status", deployment.status().wire());
    json.put("own", deployment.own());
    putIfKnown(json, "wraps", deployment.form().wraps());
    if (deployment.form().generation() != null) {
      json.put("generation", deployment.form().generation());
    }
    putIfKnown(json, "successor", deployment.successor());
    putIfKnown(json, "priceFeed", deployment.priceFeed());
    json.put("independentSources", deployment.independentSources());
    ArrayNode evidence = json.putArray("evidence");
    for (Evidence source : deployment.evidence()) {
      evidence
          .addObject()
          .put("source", source.source())
          .put("notedOn", source.notedOn().toString());
    }
    return json;
  }

  /**
   * Reads content, strictly.
   *
   * @throws InvalidAssetException naming the member at fault
   */
  public static AssetContent read(JsonNode json) {
    JsonFields asset = new JsonFields(json, "").only(ASSET);
    Isin isin = asset.parseOrNull("isin", Isin::of);
    JsonFields underlying = new JsonFields(asset.node("underlying"), "underlying");
    List<Deployment> deployments = new ArrayList<>();
    JsonNode list = asset.node("deployments");
    if (!list.isArray()) {
      throw new InvalidAssetException("deployments", "not an array");
    }
    String symbol = asset.text("symbol");
    for (int i = 0; i < list.size(); i++) {
      deployments.add(
          readDeployment(new JsonFields(list.get(i), "deployments[" + i + "]"), symbol));
    }
    Integer epoch = asset.integerOrNull("actionEpoch");
    String key = asset.has("key") || isin == null ? asset.text("key") : isin.value();
    Underlying stock =
        new Underlying(
            underlying.text("ticker"),
            underlying.parseOrNull("isin", Isin::of),
            underlying.text("name"),
            underlying.textOrNull("mic"));
    return asset.checked(
        "deployments",
        () ->
            new AssetContent(
                key,
                isin,
                asset.text("issuer"),
                symbol,
                asset.text("name"),
                asset.textOrNull("legalForm"),
                asset.parse("status", AssetStatus::ofWire),
                stock,
                asset.has("multiplier")
                    ? asset.parse("multiplier", Multiplier::of)
                    : Multiplier.ONE,
                epoch == null ? ActionEpoch.ZERO : ActionEpoch.of(epoch),
                deployments));
  }

  /** Reads a deployment as {@link #write(Deployment)} writes it, of an impostor too. */
  static Deployment readDeployment(JsonFields json, String assetSymbol) {
    json.only(DEPLOYMENT);
    DeploymentStatus status = json.parse("status", DeploymentStatus::ofWire);
    TokenId token =
        status == DeploymentStatus.IMPOSTOR
            ? rawToken(json.text("caip19"))
            : json.parse("caip19", text -> TokenId.of(Caip19.of(text)));
    TokenRole role = json.has("role") ? json.parse("role", TokenRole::ofWire) : TokenRole.TOKEN;
    UnitModel model =
        json.has("unitModel") ? json.parse("unitModel", UnitModel::ofWire) : UnitModel.PLAIN;
    Integer sources = json.integerOrNull("independentSources");
    String symbol = json.textOrNull("symbol");
    TokenForm form =
        json.checked(
            "wraps",
            () ->
                new TokenForm(
                    role,
                    model,
                    json.textOrNull("tokenProgram"),
                    json.textOrNull("wraps"),
                    json.integerOrNull("generation")));
    return json.checked(
        "status",
        () ->
            new Deployment(
                token,
                Objects.requireNonNullElse(symbol, assetSymbol),
                json.integerOrNull("decimals"),
                form,
                status,
                json.textOrNull("successor"),
                json.flag("own"),
                json.textOrNull("priceFeed"),
                sources == null ? 0 : sources,
                readEvidence(json)));
  }

  private static TokenId rawToken(String caip19) {
    int slash = caip19.indexOf('/');
    int colon = caip19.indexOf(':', slash);
    return new TokenId(
        Caip2.of(caip19.substring(0, slash)),
        caip19.substring(slash + 1, colon),
        caip19.substring(colon + 1));
  }

  private static List<Evidence> readEvidence(JsonFields deployment) {
    List<Evidence> evidence = new ArrayList<>();
    JsonNode list = deployment.node("evidence");
    for (int i = 0; i < list.size(); i++) {
      JsonFields source =
          new JsonFields(list.get(i), deployment.pathOf("evidence[" + i + "]"))
              .only(Set.of("source", "notedOn"));
      LocalDate notedOn = source.checked("notedOn", () -> date(source.text("notedOn")));
      evidence.add(source.checked("source", () -> new Evidence(source.text("source"), notedOn)));
    }
    return evidence;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("not a date: " + text, e);
    }
  }

  private static void putIfKnown(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }
}
