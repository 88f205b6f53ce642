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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The OpenAPI document: complete, clean, and the one that the clients are generated from. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class OpenApiTest {

  private static final Path COMMITTED = Path.of("..", "clients", "openapi.json");

  private static final int BODY = 0;

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

  @Test
  void eachAnswerAndBodyHasANamedSchemaThatItsExamplesMeet() throws Exception {
    DescribedAnswers described = DescribedAnswersFilter.described();
    List<String> faults = new ArrayList<>();
    for (Described json : described(api())) {
      if (!json.media().at("/schema/$ref").asText().startsWith("#/components/schemas/")) {
        faults.add(json + " has no named schema");
      }
      for (JsonNode example : json.media().path("examples")) {
        String text = example.get("value").toString();
        List<String> found =
            json.status() == BODY
                ? described.faultsOfBody(json.method(), json.path(), text)
                : described.faultsOfAnswer(
                    json.method(), json.path(), json.status(), json.type(), text);
        found.forEach(fault -> faults.add(json + ": " + fault));
      }
    }
    assertThat(faults).isEmpty();
  }

  /** A body, whose status is 0, or an answer that is JSON. */
  private record Described(String method, String path, int status, String type, JsonNode media) {
    @Override
    public String toString() {
      return method + " " + path + (status == BODY ? " body" : " " + status);
    }
  }

  private static List<Described> described(JsonNode api) {
    List<Described> all = new ArrayList<>();
    for (var path : api.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        Map<Integer, JsonNode> contents = new TreeMap<>();
        contents.put(BODY, method.getValue().path("requestBody").path("content"));
        for (var response : method.getValue().path("responses").properties()) {
          String status = response.getKey();
          contents.put(
              status.equals("default") ? 500 : Integer.parseInt(status),
              response.getValue().path("content"));
        }
        contents.forEach(
            (status, content) -> {
              for (var media : content.properties()) {
                if (media.getKey().matches("application/(problem\\+)?json")) {
                  all.add(
                      new Described(
                          method.getKey(),
                          path.getKey(),
                          status,
                          media.getKey(),
                          media.getValue()));
                }
              }
            });
      }
    }
    return all;
  }

  private JsonNode api() throws Exception {
    return json.readTree(given().accept("application/json").get("/q/openapi").asString());
  }
}
