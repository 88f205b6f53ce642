package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetJson;

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
    json.put("validFrom", Rfc3339.format(asset.validFrom()));
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

  private void addDomain(ObjectNode deployment) {
    String caip2 = deployment.path("chain").asText();
    network
        .chain(Caip2.of(caip2))
        .ifPresent(chain -> deployment.put("domain", chain.domain().value()));
  }
}
