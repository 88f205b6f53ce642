package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.actions.ActionKind;
import io.stockbridge.registry.actions.ActionState;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.PriceFeed;
import io.stockbridge.registry.assets.Restriction;
import io.stockbridge.registry.assets.TokenRole;
import io.stockbridge.registry.assets.UnderlyingStatus;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.changes.ChangeType;
import io.stockbridge.registry.drift.Finding;
import io.stockbridge.registry.observation.Difference;
import io.stockbridge.registry.observation.Observation;
import io.stockbridge.registry.resolution.Criterion;
import io.stockbridge.registry.resolution.ResolutionRule;
import io.stockbridge.registry.seed.LoadReport;
import io.stockbridge.registry.verification.Verdict;
import io.stockbridge.registry.writes.WriteKind;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  @Test
  void namesEveryValueThatJavaHas() throws Exception {
    JsonNode schemas = api().at("/components/schemas");
    Map<String, Enum<?>[]> lower = new TreeMap<>();
    lower.put("/UnderlyingStatus", UnderlyingStatus.values());
    lower.put("/AssetStatus", AssetStatus.values());
    lower.put("/DeploymentStatus", DeploymentStatus.values());
    lower.put("/TokenRole", TokenRole.values());
    lower.put("/UnitModel", UnitModel.values());
    lower.put("/Alias/properties/kind", Alias.Kind.values());
    lower.put("/Restriction/properties/kind", Restriction.Kind.values());
    lower.put("/PriceFeed/properties/basis", PriceFeed.Basis.values());
    lower.put("/Verdict/properties/verdict", Verdict.Kind.values());
    lower.put("/Verdict/properties/checksum", Verdict.Checksum.values());
    lower.put("/VerdictReason", Verdict.Reason.values());
    lower.put("/ChangeType", ChangeType.values());
    lower.put("/Observation/properties/status", Observation.Status.values());
    lower.put("/ReadFailure/properties/kind", Observation.Failure.Kind.values());
    lower.put("/ActionKind", ActionKind.values());
    lower.put("/Action/properties/state", ActionState.values());
    lower.put("/EntryKind", EntryKind.values());
    lower.put("/Proposal/properties/kind", WriteKind.values());
    Map<String, Enum<?>[]> upper = new TreeMap<>();
    upper.put("/ResolutionRule", ResolutionRule.values());
    upper.put("/Criterion", Criterion.values());
    upper.put("/Difference/properties/code", Difference.Code.values());
    upper.put("/DriftFinding/properties/code", Finding.Code.values());
    upper.put("/LoadedRow/properties/outcome", LoadReport.Outcome.values());
    lower.forEach(
        (name, values) ->
            assertThat(texts(schemas.at(name + "/enum")))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(
                    Stream.of(values)
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .toList()));
    upper.forEach(
        (name, values) ->
            assertThat(texts(schemas.at(name + "/enum")))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(Stream.of(values).map(Enum::name).toList()));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
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
