package io.stockbridge.bridge;

import static io.restassured.RestAssured.given;
import static io.stockbridge.bridge.fakes.TestNetwork.ARBITRUM;
import static io.stockbridge.bridge.fakes.TestNetwork.BASE;
import static io.stockbridge.bridge.fakes.TestNetwork.SOLANA;
import static io.stockbridge.protocol.transfer.TransferState.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.bridge.fakes.TestNetwork;
import io.stockbridge.bridge.fakes.TestTopics;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.testsupport.TokenIssuer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BadInputTest extends BridgeTest {

  @Test
  void refusesABodyThatIsEmptyOrNull() {
    for (String path : List.of("/v1/issuances", "/v1/transfers/prepare", "/v1/transfers/observe")) {
      for (String body : List.of("", "null")) {
        given()
            .contentType("application/json")
            .header(
                "Authorization",
                "Bearer " + TokenIssuer.ofThisJvm().token("issuer-local", "issuer"))
            .body(body)
            .post(path)
            .then()
            .statusCode(400)
            .body("code", equalTo("MALFORMED_JSON"));
      }
    }
  }

  @Test
  void saysWhichLimitsAreAllowed() {
    for (String limit : List.of("abc", "0", "201", "-1", "1.5", "99999999999")) {
      given()
          .queryParam("limit", limit)
          .get("/v1/transfers")
          .then()
          .statusCode(400)
          .body("field", equalTo("limit"))
          .body("detail", equalTo("a number from 1 to 200"));
    }
  }

  @Test
  void findsATransferByItsSourceTransactionInEitherForm() {
    Message evm = burn(ARBITRUM, BASE);
    Message solana = burn(SOLANA, BASE);
    awaitState(evm, COMPLETED);
    awaitState(solana, COMPLETED);
    String hash = transfer(evm).sourceTx().orElseThrow();
    findsBySource(hash, evm);
    findsBySource("0x" + hash.substring(2).toUpperCase(Locale.ROOT), evm);
    findsBySource(transfer(solana).sourceTx().orElseThrow(), solana);
    for (String bad : List.of("0x12", "abc", hash.substring(2), "a\u0000b")) {
      given()
          .queryParam("sourceTx", bad)
          .get("/v1/transfers")
          .then()
          .statusCode(400)
          .body("field", equalTo("sourceTx"));
    }
  }

  @Test
  void countsAnAnswerThatWasNeverRequestedAndGoesOn() {
    String unknown = TestNetwork.seed("asked by somebody else").toString();
    try (TestTopics.Follower aside = topics.follow("attestation.signatures.v1.dlq")) {
      ObjectNode answer = TestTopics.JSON.createObjectNode();
      answer.put("purpose", "mint").put("attester", "attester-1").put("messageId", unknown);
      answer.put("round", 1).put("outcome", "ready");
      topics.publish("attestation.signatures.v1", unknown, "AttestationAnswered", answer);
      await(
          "the count",
          () ->
              given()
                  .get("/q/metrics")
                  .asString()
                  .contains("stockbridge_attestations_unrequested_total{attester=\"attester-1\""));
      awaitState(burn(ARBITRUM, BASE), COMPLETED);
      assertThat(aside.records()).noneMatch(letter -> unknown.equals(letter.key()));
    }
  }

  private static void findsBySource(String sourceTx, Message message) {
    given()
        .queryParam("sourceTx", sourceTx)
        .get("/v1/transfers")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(message.messageId().toString()));
  }
}
