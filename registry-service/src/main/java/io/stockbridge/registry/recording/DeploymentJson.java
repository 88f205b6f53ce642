package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.protocol.identifiers.Caip19;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.assets.PriceFeed;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.TokenRole;
import io.stockbridge.registry.assets.UnitModel;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The JSON of a deployment. */
final class DeploymentJson {

  private static final Set<String> NAMES =
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
          "wrappedBy",
          "generation",
          "successor",
          "priceFeed",
          "priceFeeds",
          "independentSources",
          "firstSeen",
          "lastVerified",
          "evidence",
          "kind",
          "key",
          "schema",
          "version",
          "validFrom",
          "recordedAt");

  private DeploymentJson() {}

  static ObjectNode write(Deployment deployment) {
    ObjectNode json = AssetJson.JSON.objectNode();
    json.put("caip19", deployment.token().caip19());
    json.put("chain", deployment.token().chain().toString());
    json.put("address", deployment.token().address());
    json.put("symbol", deployment.symbol());
    if (deployment.decimals() != null) {
      json.put("decimals", deployment.decimals());
    }
    json.put("role", deployment.form().role().wire());
    json.put("unitModel", deployment.form().unitModel().wire());
    AssetJson.putIfKnown(json, "tokenProgram", deployment.form().tokenProgram());
    json.put("status", deployment.status().wire());
    json.put("own", deployment.own());
    AssetJson.putIfKnown(json, "wraps", deployment.form().wraps());
    if (deployment.form().generation() != null) {
      json.put("generation", deployment.form().generation());
    }
    AssetJson.putIfKnown(json, "successor", deployment.successor());
    writePriceFeeds(json, deployment);
    json.put("independentSources", deployment.independentSources());
    AssetJson.putIfKnown(json, "firstSeen", deployment.firstSeen());
    ArrayNode evidence = json.putArray("evidence");
    for (Evidence source : deployment.evidence()) {
      evidence
          .addObject()
          .put("source", source.source())
          .put("notedOn", source.notedOn().toString());
    }
    return json;
  }

  /** Records only grow, so the first feed's address keeps its own member. */
  private static void writePriceFeeds(ObjectNode json, Deployment deployment) {
    if (deployment.priceFeeds().isEmpty()) {
      return;
    }
    AssetJson.putIfKnown(json, "priceFeed", deployment.priceFeed());
    ArrayNode feeds = json.putArray("priceFeeds");
    for (PriceFeed feed : deployment.priceFeeds()) {
      ObjectNode item = feeds.addObject().put("address", feed.address());
      PriceFeed.Basis basis = feed.basis();
      AssetJson.putIfKnown(item, "basis", basis == null ? null : basis.wire());
    }
  }

  /** Reads a deployment as {@link #write(Deployment)} writes it, of an impostor too. */
  static Deployment read(JsonFields json, String assetSymbol) {
    json.only(NAMES);
    DeploymentStatus status = json.parse("status", DeploymentStatus::ofWire);
    TokenId token =
        status == DeploymentStatus.IMPOSTOR
            ? json.parse("caip19", DeploymentJson::rawToken)
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
    List<Evidence> evidence = json.list("evidence", DeploymentJson::readEvidence);
    List<PriceFeed> priceFeeds = readPriceFeeds(json);
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
                sources == null ? 0 : sources,
                evidence,
                priceFeeds));
  }

  private static TokenId rawToken(String caip19) {
    int slash = caip19.indexOf('/');
    int colon = caip19.indexOf(':', slash + 1);
    if (slash < 0 || colon < 0) {
      throw new IllegalArgumentException("not a CAIP-19 name: chain/namespace:address");
    }
    return new TokenId(
        Caip2.of(caip19.substring(0, slash)),
        caip19.substring(slash + 1, colon),
        caip19.substring(colon + 1));
  }

  private static Evidence readEvidence(JsonFields source) {
    source.only(Set.of("source", "notedOn"));
    LocalDate notedOn = source.parse("notedOn", AssetJson::date);
    return source.checked("source", () -> new Evidence(source.text("source"), notedOn));
  }

  private static List<PriceFeed> readPriceFeeds(JsonFields json) {
    if (!json.has("priceFeeds")) {
      String address = json.textOrNull("priceFeed");
      return address == null ? List.of() : List.of(new PriceFeed(address, null));
    }
    return json.list(
        "priceFeeds",
        feed ->
            feed.only(Set.of("address", "basis"))
                .checked(
                    "address",
                    () ->
                        new PriceFeed(
                            feed.text("address"),
                            feed.parseOrNull("basis", PriceFeed.Basis::ofWire))));
  }
}
