package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.registry.seed.KnowledgeLoader;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.stockbridge.testsupport.OpenApiDescription;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class RegistryTest {

  private static final String OWN = "eip155:412346/erc20:" + RegistryFiles.LOCAL_APPLE;
  private static final String NEW_ISIN = "CH0012032048";

  @Inject ObjectMapper json;
  @Inject KnowledgeLoader loader;
  @Inject CatalogueHolder holder;

  @Test
  void resolvesTheOwnBridgedTokenFirst() {
    given()
        .get("/v1/resolve?underlying=AAPL&chain=eip155:412346")
        .then()
        .statusCode(200)
        .body("rule", equalTo("OWN_BRIDGED_TOKEN"))
        .body("canonical.caip19", equalTo(OWN))
        .body("canonical.isin", equalTo("CH1436219187"))
        .body("canonical.underlying.isin", equalTo("US0378331005"))
        .body("canonical.decimals", equalTo(18))
        .body("canonical.domain", equalTo(412346))
        .body("canonical.own", equalTo(true))
        .body("alternatives", hasSize(0));
    given()
        .get("/v1/resolve?underlying=CH1436219187&chain=eip155:42161")
        .then()
        .body("rule", equalTo("ONLY_EVIDENCED_TOKEN"))
        .body("canonical.own", equalTo(false));
    problem("/v1/resolve?underlying=NOPE", 404, "UNKNOWN_UNDERLYING", "underlying");
    problem("/v1/resolve?underlying=AAPL&chain=eip155:7", 404, "UNKNOWN_CHAIN", "chain");
    problem("/v1/resolve?underlying=AAPL&chain=nowhere", 400, "INVALID_FIELD", "chain");
    problem("/v1/resolve", 400, "INVALID_FIELD", "underlying");
  }

  @Test
  void verifiesOwnRetiredImpostorAndUnknownTokens() {
    verify(OWN).body("verdict", equalTo("canonical")).body("checksum", equalTo("absent"));
    verify("eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636")
        .body("verdict", equalTo("known_not_canonical"))
        .body("reason", equalTo("retired"))
        .body(
            "successor", equalTo("eip155:42161/erc20:0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7"));
    verify(
            "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:XsNvdAgA3kL9jT2M1K6X8wR5qP7Z4vC2bN0mQ9yU8eF")
        .body("reason", equalTo("impostor"));
    verify("eip155:8453/erc20:0x0000000000000000000000000000000000000001")
        .body("verdict", equalTo("unknown"))
        .body("token", nullValue());
    problem("/v1/verify/eip155:1/erc20:0x12", 400, "INVALID_TOKEN", "caip19");
  }

  @Test
  void pagesThroughEverythingOnce() {
    Set<String> seen = new HashSet<>();
    String cursor = null;
    int pages = 0;
    do {
      var request = given().queryParam("limit", 100);
      Response page =
          (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/assets");
      page.then().statusCode(200);
      List<String> keys = page.jsonPath().getList("items.key");
      keys.forEach(key -> assertThat(seen.add(key)).as(key).isTrue());
      cursor = page.jsonPath().getString("nextCursor");
      pages++;
    } while (cursor != null);
    assertThat(seen).hasSize(holder.catalogue().assets().size());
    assertThat(pages).isGreaterThan(5);
    problem("/v1/assets?limit=0", 400, "INVALID_FIELD", "limit");
    problem("/v1/assets?limit=x", 400, "INVALID_FIELD", "limit");
    problem("/v1/assets?cursor=%C3%A4", 400, "INVALID_CURSOR", "cursor");
    problem("/v1/assets/CH0000000000", 404, "UNKNOWN_ASSET", "isin");
    given().get("/v1/underlyings?limit=2").then().body("items.ticker", contains("AAOI", "AAPL"));
    given().get("/v1/chains").then().body("items", hasSize(8));
  }

  @Test
  void answersAsItWasKnownThen() {
    String longAgo = "2020-01-01T00:00:00Z";
    given().get("/v1/assets?asOf=" + longAgo).then().body("items", hasSize(0));
    problem("/v1/assets/CH1436219187?knownAt=" + longAgo, 404, "UNKNOWN_ASSET", "isin");
    given()
        .urlEncodingEnabled(false)
        .get("/v1/resolve?underlying=AAPL&chain=eip155:412346&asOf=2999-01-01T00:00:00%2B01:00")
        .then()
        .body("canonical.caip19", equalTo(OWN));
    given()
        .get("/v1/verify/" + OWN + "?asOf=" + longAgo)
        .then()
        .body("verdict", equalTo("unknown"));
    problem("/v1/assets?asOf=yesterday", 400, "INVALID_FIELD", "asOf");
    problem("/v1/assets?asOf=%2B12020-01-01T00:00:00Z", 400, "INVALID_FIELD", "asOf");
    problem("/v1/assets?knownAt=2999-01-01T00:00:00Z", 400, "INVALID_FIELD", "knownAt");
  }

  @Test
  void answersNotModifiedWhenTheCallerHasTheBytes() {
    for (String path :
        List.of("/v1/chains", "/v1/assets/CH1436219187", "/v1/tokenlist.json", "/v1/data-loads")) {
      String tag = given().get(path).then().statusCode(200).extract().header("ETag");
      assertThat(tag).startsWith("\"");
      given()
          .header("If-None-Match", tag)
          .get(path)
          .then()
          .statusCode(304)
          .header("ETag", tag)
          .header("Cache-Control", containsString("max-age"));
    }
  }

  @Test
  void loadsNothingTwice() {
    long number = holder.catalogue().number();
    loader.load();
    given().get("/v1/data-loads").then().body("items", hasSize(1));
    holder.refresh().await().atMost(Duration.ofMinutes(2));
    assertThat(holder.catalogue().number()).isGreaterThanOrEqualTo(number);
    given().get("/v1/tokenlist.json").then().body("version.major", equalTo(1));
    given()
        .get("/v1/assets/CH1436219187/versions")
        .then()
        .log()
        .ifValidationFails()
        .body("items.version", equalTo(List.of(2, 1)))
        .body("items[0].reason", containsString("bundled data"))
        .body("items[1].reason", equalTo("deployment of local"));
    given()
        .get("/v1/data-loads")
        .then()
        .body("items[0].report.counts.'impostors.csv'.TAKEN", equalTo(16))
        .body("items[0].report.counts.'robinhood-4663.csv'.REFUSED", equalTo(2));
  }

  @Test
  void recordsVersionsForTheRegistrarOnly() {
    String body =
        """
        {"issuer":"Test Issuer","symbol":"ROGx","name":"Roche token","status":"active",
         "underlying":{"ticker":"ROG","isin":"US7711951043","name":"Roche ADR","mic":"XOTC"},
         "deployments":[{"caip19":"eip155:84538453/erc20:0x2222222222222222222222222222222222222222",
          "decimals":18,"status":"active","own":true,"unitModel":"erc8056"}]}
        """;
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .put("/v1/assets/" + NEW_ISIN)
        .then()
        .statusCode(401);

    put(body, null).then().statusCode(201).body("version", equalTo(1));
    put(body, null).then().statusCode(200).body("version", equalTo(1));
    String tag = given().get("/v1/assets/" + NEW_ISIN).header("ETag");
    String renamed = body.replace("Roche token", "Roche share token");
    put(renamed, null)
        .then()
        .statusCode(428)
        .body("code", equalTo("PRECONDITION_REQUIRED"))
        .body("etag", equalTo(tag.replace("-gzip", "")));
    put(renamed, "\"other\"").then().statusCode(412).body("code", equalTo("VERSION_CONFLICT"));
    put(renamed, tag).then().statusCode(200).body("version", equalTo(2));
    given()
        .get("/v1/resolve?underlying=ROG&chain=eip155:84538453")
        .then()
        .body("canonical.name", equalTo("Roche share token"));

    put(renamed.replace("0x2222222222222222222222222222222222222222", OWN.substring(20)), tag)
        .then()
        .statusCode(422)
        .body("code", equalTo("DEPLOYMENT_MISSING"));
    put(renamed.replace("\"own\":true", "\"own\":\"yes\""), tag)
        .then()
        .statusCode(422)
        .body("field", equalTo("deployments[0].own"));
    put(renamed.replace("issuer", "isuer"), tag)
        .then()
        .statusCode(422)
        .body("field", equalTo("isuer"));
    put(renamed.replace("US7711951043", "US7711951044"), tag)
        .then()
        .statusCode(422)
        .body("field", equalTo("underlying.isin"));
    put("{", tag).then().statusCode(400).body("code", equalTo("MALFORMED_JSON"));
    given().get("/v1/assets/" + NEW_ISIN).then().body("version", equalTo(2));
  }

  @Test
  void publishesSignedRecordsOfOwnAssets() throws Exception {
    JsonNode event = recordOf("CH1436219187");

    JsonNode data = event.get("data");
    String record = data.get("record").textValue();
    assertThat(event.get("type").textValue()).isEqualTo("AssetRecorded");
    assertThat(data.get("keyId").textValue()).isEqualTo("registrar-local");
    assertThat(
            Ed25519Verifier.verify(
                RegistryFiles.REGISTRAR.publicKey(),
                record.getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(data.get("signature").textValue())))
        .isTrue();
    JsonNode asset = json.readTree(record);
    assertThat(asset.get("schema").intValue()).isEqualTo(1);
    assertThat(asset.get("version").intValue()).isEqualTo(1);
    assertThat(asset.get("multiplier").textValue()).isEqualTo("1");
    assertThat(asset.get("deployments")).hasSize(2);
    assertThat(asset.at("/deployments/0"))
        .isEqualTo(
            json.readTree(
                "{\"domain\":412346,\"caip19\":\"%s\",\"address\":\"%s\",\"decimals\":18,\"status\":\"active\"}"
                    .formatted(OWN, RegistryFiles.LOCAL_APPLE)));
  }

  @Test
  void tellsOperatorsHowItIs() throws Exception {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'catalogue' }.data.tokens", notNullValue())
        .body("checks.find { it.name == 'outbox' }.status", equalTo("UP"));
    assertThat(given().get("/q/metrics").asString())
        .contains("stockbridge_registry_tokens", "stockbridge_outbox_depth");
    JsonNode api = json.readTree(given().accept("application/json").get("/q/openapi").asString());
    assertThat(api.get("openapi").textValue()).startsWith("3.1");
    OpenApiDescription description = OpenApiDescription.parse(api.toString());
    assertThat(description.faults()).isEmpty();
    for (String path : List.of("/v1/chains", "/v1/assets", "/v1/underlyings")) {
      String answer = given().get(path).asString();
      assertThat(description.undescribed("get " + path, "200", answer)).as(path).isEmpty();
    }
  }

  private static io.restassured.response.ValidatableResponse verify(String caip19) {
    return given().urlEncodingEnabled(false).get("/v1/verify/" + caip19).then().statusCode(200);
  }

  private static void problem(String path, int status, String code, String field) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("field", equalTo(field));
  }

  private static Response put(String body, String ifMatch) {
    var request =
        given()
            .header("Authorization", "Bearer " + RegistryFiles.TOKEN)
            .contentType(ContentType.JSON)
            .body(body);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch))
        .put("/v1/assets/" + NEW_ISIN);
  }

  private JsonNode recordOf(String key) throws Exception {
    Properties properties = new Properties();
    properties.put(
        "bootstrap.servers",
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    properties.put("group.id", UUID.randomUUID().toString());
    properties.put("auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("registry.assets.v1"));
      Instant end = Instant.now().plusSeconds(120);
      while (Instant.now().isBefore(end)) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key().equals(key)) {
            return json.readTree(record.value());
          }
        }
      }
    }
    throw new AssertionError("no record of " + key);
  }
}
