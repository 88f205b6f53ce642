package io.stockbridge.registry.observation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.rest.RegistryFiles;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What a test asks of the running registry, and waits for. */
final class EvidenceClient {

  static final Duration LIMIT = Duration.ofMinutes(4);

  private final ObjectMapper json;

  EvidenceClient(ObjectMapper json) {
    this.json = json;
  }

  void change(String isin, String caip19, String from, String to) {
    var asset = given().get("/v1/assets/" + isin);
    JsonNode body = tree(asset.asString());
    StringBuilder deployments = new StringBuilder();
    for (JsonNode deployment : body.path("deployments")) {
      String text = deployment.toString();
      if (deployment.path("caip19").asText().equalsIgnoreCase(caip19)) {
        assertThat(text).contains(from);
        text = text.replace(from, to);
      }
      deployments.append(deployments.isEmpty() ? "" : ",").append(withoutDomain(text));
    }
    put(isin, body(body, deployments.toString()), asset.header("ETag"), 200);
  }

  private String withoutDomain(String text) {
    var deployment = (ObjectNode) tree(text);
    deployment.remove("domain");
    return deployment.toString();
  }

  private static String body(JsonNode asset, String deployments) {
    return """
        {"issuer":"%s","symbol":"%s","name":"%s","status":"active",
         "underlying":{"ticker":"%s","name":"%s"},"deployments":[%s]}
        """
        .formatted(
            asset.path("issuer").asText(),
            asset.path("symbol").asText(),
            asset.path("name").asText(),
            asset.path("underlying").path("ticker").asText(),
            asset.path("underlying").path("name").asText(),
            deployments);
  }

  void putForeign(String isin, String caip19) {
    put(
        isin,
        """
        {"issuer":"Backed Assets","symbol":"ROGx","name":"Roche token","status":"active",
         "underlying":{"ticker":"ROG","name":"Roche"},
         "deployments":[{"caip19":"%s","symbol":"ROGx","decimals":8,"status":"active","own":true,
          "unitModel":"scaled_ui","tokenProgram":"token-2022"}]}
        """
            .formatted(caip19),
        null,
        201);
  }

  private static void put(String isin, String body, String ifMatch, int status) {
    var request =
        given()
            .header("Authorization", "Bearer " + RegistryFiles.TOKEN)
            .contentType(ContentType.JSON)
            .body(body);
    String answer =
        (ifMatch == null ? request : request.header("If-Match", ifMatch))
            .put("/v1/assets/" + isin)
            .then()
            .extract()
            .asString();
    assertThat(answer).as(body).contains("\"version\"");
    assertThat(status).isBetween(200, 201);
  }

  JsonNode awaitStatus(String caip19, String status) {
    return awaitObservation(caip19, seen -> seen.path("status").asText().equals(status));
  }

  JsonNode awaitObservation(String caip19, Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + LIMIT.toNanos();
    JsonNode last = json.createObjectNode();
    while (System.nanoTime() < end) {
      last = tree(given().urlEncodingEnabled(false).get("/v1/observations/" + caip19).asString());
      if (wanted.test(last)) {
        return last;
      }
      RealChains.pause();
    }
    throw new AssertionError(caip19 + " is " + last);
  }

  JsonNode awaitDrift(Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      for (JsonNode finding : findings()) {
        if (wanted.test(finding)) {
          return finding;
        }
      }
      RealChains.pause();
    }
    throw new AssertionError("no such finding in " + read("/v1/drift"));
  }

  void awaitNoDrift(Predicate<JsonNode> unwanted) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (findings().stream().anyMatch(unwanted)) {
      assertThat(System.nanoTime()).as(read("/v1/drift").toString()).isLessThan(end);
      RealChains.pause();
    }
  }

  private List<JsonNode> findings() {
    return StreamSupport.stream(read("/v1/drift").path("chains").spliterator(), false)
        .flatMap(chain -> StreamSupport.stream(chain.path("findings").spliterator(), false))
        .toList();
  }

  /** Facts leave the outbox after their commit. */
  void awaitEvents(String key, List<String> types) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!EvidenceTopic.typesOf(key, json).equals(types)) {
      assertThat(System.nanoTime()).as("events of " + key).isLessThan(end);
      RealChains.pause();
    }
  }

  JsonNode read(String path) {
    String answer =
        given().urlEncodingEnabled(false).get(path).then().statusCode(200).extract().asString();
    return tree(answer);
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  static String keyOf(String caip19) {
    String address = caip19.substring(caip19.lastIndexOf(':') + 1);
    return TokenId.keyOf(caip19.substring(0, caip19.indexOf('/')), address);
  }
}
