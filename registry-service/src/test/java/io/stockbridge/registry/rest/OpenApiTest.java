package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The OpenAPI document: complete, clean, and the one that the clients are generated from. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class OpenApiTest {

  private static final Path COMMITTED = Path.of("..", "clients", "openapi.json");

  private final ObjectMapper json =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Test
  void lintsCleanAndIsTheOneThatClientsAreGeneratedFrom() throws Exception {
    JsonNode api = api();
    Path file = Path.of("target", "openapi.json").toAbsolutePath();
    Files.writeString(file, json.writeValueAsString(json.treeToValue(api, Object.class)) + '\n');
    JsChecks.run(
        Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"),
        "node_modules/@redocly/cli/bin/cli.js",
        "lint",
        "--config",
        "redocly.yaml",
        "--max-problems",
        "30",
        file.toString());

    assertThat(Files.readString(COMMITTED))
        .as(
            "cp registry-service/target/openapi.json clients/ && npm --prefix clients/typescript run generate")
        .isEqualTo(Files.readString(file));
  }

  @Test
  void eachOperationHasAnExampleAndEachReadSaysThatItAnswers304() throws Exception {
    JsonNode api = api();
    assertThat(api.get("openapi").textValue()).startsWith("3.1");
    List<String> without = new ArrayList<>();
    for (var path : api.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        JsonNode responses = method.getValue().get("responses");
        String name = method.getKey() + " " + path.getKey();
        if (!method.getValue().toString().contains("\"examples\"")) {
          without.add(name + " has no example");
        }
        if (method.getKey().equals("get") && !responses.has("304")) {
          without.add(name + " has no 304");
        }
        if (!responses.has("429") || !responses.has("default")) {
          without.add(name + " does not say how it refuses");
        }
      }
    }
    assertThat(without).isEmpty();
  }

  private JsonNode api() throws Exception {
    return json.readTree(given().accept("application/json").get("/q/openapi").asString());
  }
}
