package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class PolicyHttpTest {

  private static final String RULES =
      """
      {"description":"Dinari before Coinbase","order":["OWN_BRIDGED","ISSUER_PREFERENCE"],
       "required":[],"issuerPreference":["Dinari","Coinbase"],"minimumSources":2,
       "observationsFreshForS":3600,"reason":"a test"}
      """;
  private static final String RETIRED =
      "eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636";

  @Inject ObjectMapper json;
  @Inject Transactions transactions;

  @Test
  void answersByThePolicyThatIsAskedFor() {
    resolve("chain=eip155:8453")
        .body("policy.name", equalTo("default"))
        .body("policy.version", equalTo(1))
        .body("canonical.issuer", equalTo("Coinbase"))
        .body("findings.code", hasItems("QUERY_IS_TICKER", "PREFERRED_ISSUER"))
        .body("findings[1].issuer", equalTo("Coinbase"))
        .body("findings[1].over", equalTo("Dinari"))
        .body("facts[1]", equalTo("the policy prefers Coinbase to Dinari"));
    resolve("chain=eip155:8453&policy=own-only")
        .body("rule", equalTo("EXCLUDED_BY_POLICY"))
        .body("canonical", nullValue())
        .body("policy.name", equalTo("own-only"));
    resolve("chain=eip155:412346&policy=own-only@1").body("rule", equalTo("OWN_BRIDGED_TOKEN"));
    resolve("chain=eip155:8453&policy=widest-supply")
        .body("rule", equalTo("NOT_ENOUGH_EVIDENCE"))
        .body("findings[1].code", equalTo("NOT_OBSERVED"));
    String coinbase = "eip155:8453/erc20:0xb200000000000000000000C2e324d24d7eEcd1fb";
    verify("/" + coinbase + "?policy=own-only")
        .body("reason", equalTo("excluded_by_policy"))
        .body("policy.name", equalTo("own-only"));
    verify("/" + coinbase).body("verdict", equalTo("canonical"));
    problem("/v1/resolve?underlying=AAPL&policy=none", 404, "UNKNOWN_POLICY", "policy");
    problem("/v1/resolve?underlying=AAPL&policy=default@9", 404, "UNKNOWN_POLICY", "policy");
    problem("/v1/resolve?underlying=AAPL&policy=default@x", 400, "INVALID_FIELD", "policy");
    problem("/v1/verify/" + coinbase + "?policy=De", 400, "INVALID_FIELD", "policy");
  }

  @Test
  void verifiesAnAddressOnAChainInAnyCase() {
    verify("?chain=eip155:42161&address=0x2414faE77CF726cC2287B81cf174d9828adc6636")
        .body("caip19", equalTo(RETIRED))
        .body("reason", equalTo("retired"))
        .body("checksum", equalTo("valid"))
        .body("findings.code", hasItems("SOURCE", "BELONGS_TO", "RETIRED", "REPLACED_BY"));
    verify("?chain=eip155:42161&address=0x2414FAE77CF726CC2287B81CF174D9828ADC6636")
        .body("caip19", equalTo(RETIRED))
        .body("checksum", equalTo("absent"));
    verify("?chain=eip155:42161&address=0x2414Fae77CF726cC2287B81cf174d9828adc6636")
        .body("reason", equalTo("retired"))
        .body("checksum", equalTo("wrong"))
        .body("findings[0].code", equalTo("WRONG_CHECKSUM"));
    problem("/v1/verify?chain=eip155:1", 400, "INVALID_FIELD", "address");
    problem("/v1/verify?address=0x12", 400, "INVALID_FIELD", "chain");
    problem("/v1/verify?chain=eip155:1&address=0x12", 400, "INVALID_TOKEN", "address");
    problem("/v1/verify?chain=nowhere&address=0x12", 400, "INVALID_TOKEN", "address");
  }

  @Test
  void answersAThousandItemsInOrder() throws Exception {
    String[] tickers = {"AAPL", "TSLA", "NVDA", "NO SUCH STOCK"};
    ObjectNode body = json.createObjectNode();
    ArrayNode items = body.putArray("items");
    for (int i = 0; i < 1000; i++) {
      items
          .addObject()
          .put("id", "item-" + i)
          .put("query", tickers[i % tickers.length])
          .put("chain", "eip155:8453")
          .put("policy", i % 2 == 0 ? "default" : "own-only");
    }
    JsonNode answers =
        json.readTree(post("/v1/resolve", body).then().statusCode(200).extract().asString());

    assertThat(answers.get("items")).hasSize(1000);
    JsonNode alone =
        json.readTree(given().get("/v1/resolve?underlying=AAPL&chain=eip155:8453").asString());
    for (int i = 0; i < 1000; i++) {
      JsonNode item = answers.get("items").get(i);
      assertThat(item.get("id").textValue()).isEqualTo("item-" + i);
      if (i % tickers.length == 3) {
        assertThat(item.at("/problem/code").textValue()).isEqualTo("UNKNOWN_UNDERLYING");
        assertThat(item.at("/problem/field").textValue()).isEqualTo("items[" + i + "].query");
        assertThat(item.has("answer")).isFalse();
      } else {
        assertThat(item.at("/answer/policy/name").textValue())
            .isEqualTo(i % 2 == 0 ? "default" : "own-only");
      }
      if (i % tickers.length == 0) {
        assertThat(item.get("answer")).isEqualTo(alone);
      }
    }
    items.addObject().put("query", "AAPL");
    post("/v1/resolve", body)
        .then()
        .statusCode(413)
        .body("code", equalTo("TOO_MANY_ITEMS"))
        .body("limit", equalTo(1000));
  }

  @Test
  void spoilsNoItemByAnother() throws Exception {
    JsonNode body =
        json.readTree(
            """
            {"policy":"own-only","items":[
             {"id":"a","query":"AAPL","chain":"eip155:412346"},
             {"id":"b","query":"AAPL","chain":"eip155:7"},
             {"id":"c","query":"AAPL","chian":"eip155:1"},
             {"id":"d","query":7},
             5,
             {"query":"AAPL","policy":"default","chain":"eip155:42161"}]}
            """);
    post("/v1/resolve", body)
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("no-store"))
        .body("items.id", contains("a", "b", "c", "d", null, null))
        .body("items[0].answer.rule", equalTo("OWN_BRIDGED_TOKEN"))
        .body("items[1].problem.code", equalTo("UNKNOWN_CHAIN"))
        .body("items[1].problem.field", equalTo("items[1].chain"))
        .body("items[2].problem.field", equalTo("items[2].chian"))
        .body("items[3].problem.field", equalTo("items[3].query"))
        .body("items[4].problem.field", equalTo("items[4]"))
        .body("items[5].answer.canonical.issuer", equalTo("Backed Assets"));
    String long101 = "x".repeat(101);
    post(
            "/v1/verify",
            json.readTree(
                """
            {"items":[{"token":"%s"},{"chain":"eip155:1","address":"0x12"},
             {"token":"%s","chain":"eip155:1"},{"id":"%s","token":"x"},{}]}
            """
                    .formatted(RETIRED, RETIRED, long101)))
        .then()
        .statusCode(200)
        .body("items[0].answer.reason", equalTo("retired"))
        .body("items[1].problem.code", equalTo("INVALID_TOKEN"))
        .body("items[1].problem.field", equalTo("items[1].address"))
        .body("items[2].problem.field", equalTo("items[2].token"))
        .body("items[3].problem.field", equalTo("items[3].id"))
        .body("items[3].id", nullValue())
        .body("items[4].problem.field", equalTo("items[4].token"));
    for (String wrong :
        new String[] {"{\"items\":[]}", "{}", "{\"items\":{}}", "{\"items\":[1],\"x\":1}"}) {
      post("/v1/resolve", json.readTree(wrong))
          .then()
          .statusCode(400)
          .body("code", equalTo("INVALID_FIELD"));
    }
    given().contentType(ContentType.JSON).body("[").post("/v1/verify").then().statusCode(400);
  }

  @Test
  void recordsPoliciesForTheRegistrarOnlyAndKeepsWhatJudgedBefore() throws Exception {
    given()
        .contentType(ContentType.JSON)
        .body(RULES)
        .put("/v1/policies/tested")
        .then()
        .statusCode(401);
    put("tested", RULES, null).then().statusCode(201).body("version", equalTo(1));
    put("tested", RULES, null).then().statusCode(200).body("version", equalTo(1));
    resolve("chain=eip155:8453&policy=tested").body("canonical.issuer", equalTo("Dinari"));
    String tag = given().get("/v1/policies/tested").header("ETag");
    String other = RULES.replace("\"Dinari\",\"Coinbase\"", "\"Coinbase\",\"Dinari\"");
    put("tested", other, null)
        .then()
        .statusCode(428)
        .body("code", equalTo("PRECONDITION_REQUIRED"))
        .body("etag", equalTo(tag.replace("-gzip", "")));
    put("tested", other, "\"other\"").then().statusCode(412).body("version", equalTo(1));
    put("tested", other, tag).then().statusCode(200).body("version", equalTo(2));

    resolve("chain=eip155:8453&policy=tested").body("canonical.issuer", equalTo("Coinbase"));
    resolve("chain=eip155:8453&policy=tested@1").body("canonical.issuer", equalTo("Dinari"));
    String second =
        given().get("/v1/policies/tested").then().extract().jsonPath().getString("inForceFrom");
    resolve("chain=eip155:8453&policy=tested&asOf=" + second).body("policy.version", equalTo(2));
    String before = java.time.Instant.parse(second).minusMillis(1).toString();
    resolve("chain=eip155:8453&policy=tested&asOf=" + before).body("policy.version", equalTo(1));
    problem(
        "/v1/resolve?underlying=AAPL&policy=tested&asOf=2020-01-01T00:00:00Z",
        404,
        "UNKNOWN_POLICY",
        "policy");
    given()
        .get("/v1/policies/tested/versions")
        .then()
        .body("items.version", contains(2, 1))
        .body("items.subject", contains("registrar-1", "registrar-1"))
        .body("items.reason", contains("a test", "a test"));
    given()
        .get("/v1/policies")
        .then()
        .body("items.name", hasItems("default", "own-only", "widest-supply", "transferable-now"))
        .body("items.name", hasItem("tested"));
    JsonNode signed = json.readTree(given().get("/v1/policies/tested@1").asString());
    assertThat(
            Ed25519Verifier.verify(
                RegistryFiles.REGISTRAR.publicKey(),
                signed.get("record").textValue().getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(signed.get("signature").textValue())))
        .isTrue();
    assertThat(json.readTree(signed.get("record").textValue()).get("name").textValue())
        .isEqualTo("tested");
  }

  @Test
  void refusesRulesThatContradictThemselves() {
    refused(RULES.replace("ISSUER_PREFERENCE", "ISSUER"), "order[1]");
    refused(RULES.replace("\"OWN_BRIDGED\",", "\"ISSUER_PREFERENCE\","), "policy");
    refused(RULES.replace("\"minimumSources\":2", "\"minimumSources\":0"), "policy");
    refused(RULES.replace("\"minimumSources\":2", "\"minimumSources\":\"2\""), "minimumSources");
    refused(RULES.replace("\"reason\"", "\"raeson\""), "raeson");
    refused(RULES.replace(",\"reason\":\"a test\"", ""), "reason");
    refused(RULES.replace("a test", "a".repeat(301)), "reason");
    put("No", RULES, null).then().statusCode(400).body("field", equalTo("policy"));
    problem("/v1/policies/refused", 404, "UNKNOWN_POLICY", "policy");
  }

  @Test
  void keepsVersionsForEver() {
    for (String change :
        new String[] {
          "update resolution_policy_version set reason = 'other' where name = 'own-only'",
          "delete from resolution_policy_version where name = 'own-only'",
          "truncate resolution_policy_version",
          copyOfOwnOnly("3", "now()"),
          copyOfOwnOnly("2", "in_force_from")
        }) {
      assertThatThrownBy(
              () ->
                  transactions.await(
                      Duration.ofMinutes(2),
                      session -> session.createNativeQuery(change).executeUpdate()))
          .as(change)
          .hasStackTraceContaining("of a policy");
    }
    given().get("/v1/policies/own-only/versions").then().body("items.version", contains(1));
  }

  private static String copyOfOwnOnly(String version, String inForceFrom) {
    String rest =
        "description, criteria, required, issuer_preference, minimum_sources,"
            + " observations_fresh_for_s, record, signature, key_id, subject, reason, recorded_at";
    return "insert into resolution_policy_version (name, version, in_force_from, "
        + rest
        + ") select name, "
        + version
        + ", "
        + inForceFrom
        + ", "
        + rest
        + " from resolution_policy_version where name = 'own-only'";
  }

  private static void refused(String body, String field) {
    put("refused", body, null)
        .then()
        .statusCode(422)
        .body("code", equalTo("INVALID_POLICY"))
        .body("field", equalTo(field));
  }

  private static ValidatableResponse resolve(String query) {
    return given().get("/v1/resolve?underlying=AAPL&" + query).then().statusCode(200);
  }

  private static ValidatableResponse verify(String rest) {
    return given().urlEncodingEnabled(false).get("/v1/verify" + rest).then().statusCode(200);
  }

  private static Response post(String path, JsonNode body) {
    return given().contentType(ContentType.JSON).body(body.toString()).post(path);
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

  private static Response put(String name, String body, @Nullable String ifMatch) {
    var request =
        given()
            .header("Authorization", "Bearer " + RegistryFiles.TOKEN)
            .contentType(ContentType.JSON)
            .body(body);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch))
        .put("/v1/policies/" + name);
  }
}
