package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.JsonRules;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetJson;
import io.stockbridge.registry.resolution.FactCode;
import io.stockbridge.registry.seed.DataFiles;
import io.stockbridge.registry.seed.KnowledgeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenWriterTest {

  private final ObjectMapper json = JsonRules.newMapper();
  private final Network network = new Network("test", "registrar", Bytes32.ZERO, Map.of());

  /** Two writers of one form must not drift apart. */
  @Test
  void writesATokenWithAllThatItsAssetSaysOfIt() throws IOException {
    int tokens = 0;
    for (AssetContent content : KnowledgeReader.read(DataFiles.bundled()).assets()) {
      ObjectNode asset = AssetJson.write(content);
      for (int i = 0; i < content.deployments().size(); i++) {
        Deployment deployment = content.deployments().get(i);
        ObjectNode expected = (ObjectNode) asset.get("deployments").get(i);
        expected.remove("evidence");
        expected.put("asset", content.key());
        expected.set("isin", asset.has("isin") ? asset.get("isin") : json.nullNode());
        for (String member :
            new String[] {"issuer", "name", "multiplier", "actionEpoch", "underlying"}) {
          expected.set(member, asset.get(member));
        }
        assertThat(written(token(deployment, content)))
            .isEqualTo(json.readTree(expected.toString()));
        tokens++;
      }
    }
    assertThat(tokens).isGreaterThan(800);
  }

  @Test
  void documentsEachCodeWithItsValues() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "registry", "resolution.md"));
    for (FactCode code : FactCode.values()) {
      String values =
          code.template().replaceAll("^[^{]*\\{|\\}[^{]*$", "").replaceAll("\\}[^{]*\\{", ", ");
      assertThat(page).contains("| `" + code + "` | " + values + " |");
    }
  }

  private JsonNode written(KnownToken token) throws IOException {
    TokenWriter writer = new TokenWriter(network);
    JsonBytes out = new JsonBytes();
    writer.write(out, token);
    return json.readTree(out.toBytes());
  }

  private static KnownToken token(Deployment deployment, AssetContent content) {
    Asset asset = new Asset(content, 1, Instant.EPOCH);
    return new Catalogue(1, List.of(asset), List.of())
        .token(deployment.token().key())
        .orElseThrow();
  }
}
