package io.stockbridge.registry.actions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.registry.rest.RegistryFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What registrars and readers do with corporate actions in tests. */
final class ActionHttp {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private ActionHttp() {}

  static RequestSpecification registrar() {
    return given()
        .header("Authorization", "Bearer " + RegistryFiles.TOKEN)
        .contentType(ContentType.JSON);
  }

  /** Records an own asset with a token on each chain of the local network. */
  static void putAsset(String isin, String ticker) {
    String evm = "0x" + "%08d".formatted(Math.abs(isin.hashCode() % 100_000_000)).repeat(5);
    byte[] seed = Sha256.hash(isin.getBytes(StandardCharsets.UTF_8));
    String mint = Ed25519Key.ofSeed(Bytes32.ofBytes(seed)).solanaAddress().toString();
    registrar()
        .body(
            """
            {"issuer":"Actions","symbol":"%1$sx","name":"%1$s token","status":"active",
             "underlying":{"ticker":"%1$s","name":"%1$s plc"},
             "deployments":[
              {"caip19":"eip155:412346/erc20:%2$s","decimals":18,"status":"active","own":true},
              {"caip19":"eip155:84538453/erc20:%2$s","decimals":18,"status":"active","own":true},
              {"caip19":"solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ/token:%3$s","decimals":8,
               "status":"active","own":true}]}
            """
                .formatted(ticker, evm, mint))
        .put("/v1/assets/" + isin)
        .then()
        .statusCode(201);
  }

  static Response announce(String body) {
    return registrar().body(body).post("/v1/actions");
  }

  static String split(String id, String ticker, int factor, Instant effectiveAt) {
    return """
        {"id":"%s","kind":"split","underlying":"%s","ratio":{"new":"%d","old":"1"},
         "effectiveAt":"%s"}
        """
        .formatted(id, ticker, factor, Rfc3339.format(effectiveAt));
  }

  /** Whole seconds from now on. */
  static Instant in(int seconds) {
    return Instant.now().plusSeconds(seconds + 1L).truncatedTo(ChronoUnit.SECONDS);
  }

  static String state(String id) {
    return given().get("/v1/actions/" + id).then().statusCode(200).extract().path("state");
  }

  /** Repeats {@code meanwhile} until the action is in that state. */
  static void await(String id, String state, Runnable meanwhile) throws InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (!state(id).equals(state)) {
      assertThat(Instant.now()).as(given().get("/v1/actions/" + id).asString()).isBefore(end);
      meanwhile.run();
      Thread.sleep(30);
    }
  }

  /** What the registry says of an asset once it has the epoch: reads follow within a second. */
  static ValidatableResponse awaitEpoch(String isin, int epoch) throws InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    Response asset = given().get("/v1/assets/" + isin);
    while (asset.jsonPath().getInt("actionEpoch") != epoch) {
      assertThat(Instant.now()).as(asset.asString()).isBefore(end);
      Thread.sleep(50);
      asset = given().get("/v1/assets/" + isin);
    }
    return asset.then();
  }

  /** Repeats a read until it has that status. */
  static void awaitStatus(String path, int status) throws InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (given().get(path).statusCode() != status) {
      assertThat(Instant.now()).as(path).isBefore(end);
      Thread.sleep(50);
    }
  }
}
