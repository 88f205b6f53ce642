package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import org.jspecify.annotations.Nullable;

/** The statements that the registrar signs about an asset. */
public final class AssetRecord {

  private static final int SCHEMA = 1;

  private AssetRecord() {}

  /** All that is known of the asset, for mirrors of the registry. */
  public static ObjectNode full(Asset asset) {
    ObjectNode record = AssetJson.write(asset.content());
    return stamp(record, asset);
  }

  /** What is said of an entry by one statement; a withdrawn one has no content. */
  static ObjectNode of(EntryId id, Statement statement, @Nullable EntryContent content) {
    if (content instanceof AssetContent asset) {
      return full(
          new Asset(asset, statement.version(), statement.validFrom(), statement.recordedAt()));
    }
    ObjectNode record =
        content == null
            ? JsonNodeFactory.instance.objectNode().put("withdrawn", true)
            : AssetJson.write(content);
    record.put("kind", id.kind().wire());
    record.put("key", id.key());
    record.put("schema", SCHEMA);
    record.put("version", statement.version());
    record.put("validFrom", Rfc3339.format(statement.validFrom()));
    record.put("recordedAt", Rfc3339.format(statement.recordedAt()));
    return record;
  }

  /** What the bridge and the attesters need: the own deployments only. */
  static ObjectNode bridged(Asset asset, Network network) {
    AssetContent content = asset.content();
    ObjectNode record = AssetJson.write(content);
    record.remove("key");
    record.remove("own");
    record.remove("legalForm");
    ArrayNode deployments = record.putArray("deployments");
    for (Deployment deployment : content.deployments()) {
      KnownChain chain = network.chains().get(deployment.token().chain());
      if (deployment.own() && chain != null && chain.own()) {
        deployments.add(own(deployment, chain));
      }
    }
    return stamp(record, asset);
  }

  private static ObjectNode own(Deployment deployment, KnownChain chain) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("domain", chain.domain().value());
    json.put("caip19", deployment.token().caip19());
    json.put("address", deployment.token().address());
    json.put("decimals", deployment.decimals());
    json.put("status", deployment.status().wire());
    if (deployment.successor() != null) {
      json.put("successor", deployment.successor());
    }
    return json;
  }

  private static ObjectNode stamp(ObjectNode record, Asset asset) {
    record.put("schema", SCHEMA);
    record.put("version", asset.version());
    record.put("validFrom", Rfc3339.format(asset.validFrom()));
    record.put("recordedAt", Rfc3339.format(asset.recordedAt()));
    return record;
  }
}
