package io.stockbridge.registry.observation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.rest.Calls;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** An answer about the past is judged by what chains were known to say then. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class PastReadingsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CHAIN = "eip155:84538453";
  private static final String ADDRESS = "0x5555555555555555555555555555555555555555";
  private static final String KEY = CHAIN + "/" + ADDRESS;

  @Inject Transactions transactions;
  @Inject ObservationStore store;

  @Test
  void countsTheReadingsThatWereKeptByThen() {
    putAsset();
    expectToken();
    keep("2026-03-01T00:00:00Z", "\"totalSupply\":\"7000000000000000000\",\"paused\":false");
    keep("2026-03-02T00:00:00Z", "\"totalSupply\":\"7000000000000000000\",\"paused\":true");

    resolve("2026-02-28T12:00:00Z")
        .body("rule", equalTo("NOT_ENOUGH_EVIDENCE"))
        .body("canonical", nullValue());
    resolve("2026-03-01T12:00:00Z").body("canonical.caip19", equalTo(CHAIN + "/erc20:" + ADDRESS));
    resolve("2026-03-02T12:00:00Z").body("rule", equalTo("EXCLUDED_BY_POLICY"));
    resolve("2026-03-04T12:00:00Z").body("rule", equalTo("NOT_ENOUGH_EVIDENCE"));
    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"items\":[{\"token\":\""
                + CHAIN
                + "/erc20:"
                + ADDRESS
                + "\",\"policy\":\"transferable-now@1\"}]}")
        .post("/v1/verify?asOf=2026-03-01T12:00:00Z")
        .then()
        .body("items[0].answer.verdict", equalTo("canonical"));
  }

  private static ValidatableResponse resolve(String asOf) {
    return given()
        .get(
            "/v1/resolve?underlying=ZZR&chain=" + CHAIN + "&policy=transferable-now@1&asOf=" + asOf)
        .then()
        .statusCode(200);
  }

  private static void putAsset() {
    String asset =
        """
        {"issuer":"Past Issuer","symbol":"ZZRx","name":"ZZR token","status":"active",
         "underlying":{"ticker":"ZZR","name":"Read Before plc"},
         "deployments":[{"caip19":"%s/erc20:%s","decimals":18,"status":"active","own":true}]}
        """
            .formatted(CHAIN, ADDRESS);
    Calls.put("/v1/assets/CH0244767585?validFrom=2026-01-01T00:00:00Z", asset, null)
        .then()
        .statusCode(201);
  }

  private void expectToken() {
    ArrayNode tokens = JsonNodeFactory.instance.arrayNode();
    tokens
        .addObject()
        .put("tokenKey", KEY)
        .put("caip19", CHAIN + "/erc20:" + ADDRESS)
        .put("chain", CHAIN)
        .put("expectation", "test");
    transactions.await(PATIENCE, session -> store.expect(session, tokens, Instant.now()));
  }

  private void keep(String readAt, String facts) {
    transactions.await(
        PATIENCE,
        session ->
            session
                .createNativeQuery(
                    "insert into observation (number, token_key, status, differences, facts, height,"
                        + " block_hash, block_time, read_at) values (nextval('observation_number'),"
                        + " :key, 'verified', '[]', :facts, 7, '0x07', :at, :at)")
                .setParameter("key", KEY)
                .setParameter("facts", "{\"kind\":\"contract\",\"decimals\":18," + facts + "}")
                .setParameter("at", Instant.parse(readAt).atOffset(ZoneOffset.UTC))
                .executeUpdate());
  }
}
