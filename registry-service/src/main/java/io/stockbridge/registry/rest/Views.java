package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetJson;
import io.stockbridge.registry.resolution.Resolution;
import io.stockbridge.registry.verification.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of answers. */
final class Views {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Network network;

  Views(Network network) {
    this.network = network;
  }

  ObjectNode asset(Asset asset) {
    ObjectNode json = AssetJson.write(asset.content());
    json.put("version", asset.version());
    json.put("recordedAt", Rfc3339.format(asset.recordedAt()));
    json.withArray("deployments").forEach(deployment -> addDomain((ObjectNode) deployment));
    return json;
  }

  ObjectNode chain(KnownChain chain) {
    return JSON.objectNode()
        .put("caip2", chain.caip2().toString())
        .put("domain", chain.domain().value())
        .put("name", chain.name())
        .put("own", chain.own())
        .put("tokenListChainId", chain.tokenListChainId());
  }

  ObjectNode resolution(String query, @Nullable String chain, Resolution resolution) {
    ObjectNode json = JSON.objectNode();
    json.put("query", query);
    json.put("chain", chain);
    json.set("canonical", resolution.canonical().map(this::token).orElse(null));
    ArrayNode alternatives = json.putArray("alternatives");
    resolution.alternatives().forEach(token -> alternatives.add(token(token)));
    json.put("rule", resolution.rule().name());
    ArrayNode facts = json.putArray("facts");
    resolution.facts().forEach(facts::add);
    return json;
  }

  ObjectNode verdict(String asked, Verdict verdict) {
    ObjectNode json = JSON.objectNode();
    KnownToken token = verdict.token();
    json.put("query", asked);
    json.put("caip19", token == null ? asked : token.deployment().token().caip19());
    json.put("verdict", verdict.kind().name().toLowerCase(Locale.ROOT));
    Verdict.Reason reason = verdict.reason();
    json.put("reason", reason == null ? null : reason.name().toLowerCase(Locale.ROOT));
    json.put("checksum", verdict.checksum().name().toLowerCase(Locale.ROOT));
    json.put("successor", verdict.successor());
    json.set("token", token == null ? null : token(token));
    KnownToken canonical = verdict.canonical();
    json.put("canonical", canonical == null ? null : canonical.deployment().token().caip19());
    ArrayNode evidence = json.putArray("evidence");
    verdict.evidence().forEach(evidence::add);
    return json;
  }

  private ObjectNode token(KnownToken token) {
    ObjectNode json = AssetJson.write(token.deployment());
    addDomain(json);
    json.remove("evidence");
    Asset asset = token.asset();
    if (asset != null) {
      AssetContent content = asset.content();
      json.put("asset", content.key());
      json.put("isin", content.isin() == null ? null : content.isin().value());
      json.put("issuer", content.issuer());
      json.put("name", content.name());
      json.put("multiplier", content.multiplier().toString());
      json.put("actionEpoch", content.actionEpoch().value());
      json.set("underlying", AssetJson.write(content.underlying()));
    }
    return json;
  }

  private void addDomain(ObjectNode deployment) {
    String caip2 = deployment.path("chain").asText();
    network
        .chain(Caip2.of(caip2))
        .ifPresent(chain -> deployment.put("domain", chain.domain().value()));
  }
}
