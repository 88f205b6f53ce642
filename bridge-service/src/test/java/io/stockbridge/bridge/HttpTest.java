package io.stockbridge.bridge;

import static io.restassured.RestAssured.given;
import static io.stockbridge.bridge.fakes.TestNetwork.ARBITRUM;
import static io.stockbridge.bridge.fakes.TestNetwork.BASE;
import static io.stockbridge.bridge.fakes.TestNetwork.SOLANA;
import static io.stockbridge.protocol.transfer.TransferState.COMPLETED;
import static io.stockbridge.protocol.transfer.TransferState.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockbridge.bridge.fakes.FakeAttesters.Mood;
import io.stockbridge.bridge.fakes.TestNetwork;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.testsupport.OpenApiDescription;
import io.stockbridge.testsupport.TokenIssuer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpTest extends BridgeTest {
  private static final String HOLDER = TestNetwork.EVM_KEYS.getFirst().address().toString();

  @Test
  void showsATransferWithHistoryAndAttesters() {
    Message message = burn(ARBITRUM, BASE);
    awaitState(message, COMPLETED);
    given()
        .get("/v1/transfers/" + message.messageId())
        .then()
        .statusCode(200)
        .body("state", equalTo("completed"))
        .body("message", equalTo(Hex.encode(message.encode())))
        .body("message.length()", equalTo(262))
        .body("symbol", equalTo("AAPLx"))
        .body("amountSu", equalTo(message.amount().toString()))
        .body("amountShares", equalTo(message.amount().sharesText()))
        .body("source.chain", equalTo("eip155:412346"))
        .body("source.account", equalTo("eip155:412346:" + HOLDER))
        .body("destination.tx", notNullValue())
        .body("history", hasSize(6))
        .body("history[0].state", equalTo("detected"))
        .body("attesters", hasSize(3));
    String stream =
        given().accept("text/event-stream").get("/v1/transfers/" + message.messageId()).asString();
    assertThat(stream).startsWith("data:").contains("\"state\":\"completed\"");
  }

  @Test
  void pagesThroughTransfersOfAnAccount() {
    for (int i = 0; i < 3; i++) {
      awaitState(burn(ARBITRUM, BASE), COMPLETED);
    }
    String account = "eip155:412346:" + HOLDER;
    String next =
        given()
            .queryParam("account", account)
            .queryParam("limit", 2)
            .get("/v1/transfers")
            .then()
            .statusCode(200)
            .body("items", hasSize(2))
            .extract()
            .path("next");
    given()
        .queryParam("account", account)
        .queryParam("cursor", next)
        .queryParam("state", "completed")
        .get("/v1/transfers")
        .then()
        .statusCode(200)
        .body("items[0].id", startsWith("0x"))
        .body("items[0].message", startsWith("0x01"));
  }

  @Test
  void issuesOncePerOrderAndRefusesOtherTerms() {
    attesters.mood("attester-1", new Mood.Refusing("UNBACKED", Instant.now().plusSeconds(3600)));
    attesters.mood("attester-2", new Mood.Refusing("UNBACKED", Instant.now().plusSeconds(3600)));
    String body = issuance("ORD-HTTP-1", "100");
    String id = issue(body).statusCode(201).body("kind", equalTo("issue")).extract().path("id");
    issue(body).statusCode(200).body("id", equalTo(id));
    issue(issuance("ORD-HTTP-1", "101"))
        .statusCode(409)
        .body("code", equalTo("ORDER_CONFLICT"))
        .body("field", equalTo("orderId"));
    await("held", () -> given().get("/v1/issuances/ORD-HTTP-1").path("state").equals("held"));
    given()
        .get("/v1/issuances/ORD-HTTP-1")
        .then()
        .body("reason.code", equalTo("UNBACKED"))
        .body("source.account", equalTo("ORD-HTTP-1"));
    attesters.allWilling();
    publishStatement(TestNetwork.CUSTODIAN, List.of("ORD-HTTP-1"));
    await(
        "completed",
        () -> given().get("/v1/issuances/ORD-HTTP-1").path("state").equals("completed"));
  }

  @Test
  void listsRedemptionInstructionsWithSignatures() {
    Message message = burn(SOLANA, DomainId.CUSTODY);
    awaitState(message, SUBMITTED);
    given()
        .get("/v1/redemptions")
        .then()
        .statusCode(200)
        .body("messageId", hasItem(message.messageId().toString()))
        .body(
            "find { it.messageId == '%s' }.amountShares".formatted(message.messageId()),
            equalTo(message.amount().sharesText()))
        .body("[0].signatures.size()", equalTo(2));
    given().queryParam("state", "x").get("/v1/redemptions").then().statusCode(400);
  }

  @Test
  void answersObserveInFourWays() {
    observe("eip155:412346", TestNetwork.seed("nothing").toString())
        .statusCode(404)
        .body("code", equalTo("TX_UNKNOWN"));
    ports.arbitrum.finalityLag(2);
    Message early = burn(ARBITRUM, BASE);
    String txId = txId(ARBITRUM, early.amount().su() - 100);
    observe("eip155:412346", txId)
        .statusCode(409)
        .body("code", equalTo("TX_NOT_FINAL"))
        .body("retryAt", equalTo("2030-01-01T00:00:00.000Z"));
    ports.arbitrum.finalityLag(0);
    observe("eip155:412346", txId)
        .statusCode(200)
        .body("[0].messageId", equalTo(early.messageId().toString()));
    awaitState(early, COMPLETED);
    observe("eip155:412346", transfer(burnedElsewhere()).sourceTx().orElseThrow()).statusCode(404);
    observe("eip155:412346", "0x12").statusCode(400).body("field", equalTo("txId"));
    observe("eip155:1", txId).statusCode(422).body("code", equalTo("CHAIN_UNKNOWN"));
  }

  @Test
  void quotesAndPreparesBurns() {
    given()
        .get(
            "/v1/quotes?isin=CH1436219187&source=eip155:412346&destination=eip155:84538453&amountSu=150000000")
        .then()
        .statusCode(200)
        .body("available", equalTo(true))
        .body("amountShares", equalTo("1.5"))
        .body("receivedShares", equalTo("1.5"))
        .body("feeSu", equalTo("0"))
        .body("feeShares", equalTo("0"));
    ports.arbitrum.halted(true);
    given()
        .get(
            "/v1/quotes?isin=CH1436219187&source=eip155:412346&destination=eip155:84538453&amountSu=1")
        .then()
        .body("available", equalTo(false))
        .body("obstacles", hasItem("HALTED_AT_SOURCE"));
    ports.arbitrum.halted(false);
    prepare("eip155:412346", HOLDER, "eip155:84538453", "eip155:84538453:" + HOLDER)
        .statusCode(200)
        .body("chainId", equalTo(412346))
        .body("data", startsWith("0x"));
    String wallet = account(SOLANA).render(SOLANA);
    prepare("solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1", wallet, "custody", "CUST-1")
        .statusCode(200)
        .body("transaction", notNullValue());
    prepare("eip155:412346", HOLDER, "eip155:412346", "eip155:412346:" + HOLDER)
        .statusCode(422)
        .body("code", equalTo("ROUTE_UNKNOWN"));
    prepare(
            "eip155:412346",
            HOLDER,
            "eip155:84538453",
            "eip155:84538453:0x0000000000000000000000000000000000000100")
        .statusCode(422)
        .body("code", equalTo("BURN_WOULD_FAIL"));
    given().get("/v1/routes").then().statusCode(200).body("size()", equalTo(12));
  }

  @Test
  void refusesBadInputWithStableCodes() {
    given().get("/v1/transfers/0x12").then().statusCode(400).body("code", equalTo("INVALID_FIELD"));
    given()
        .get("/v1/transfers/" + TestNetwork.seed("none"))
        .then()
        .statusCode(404)
        .body("code", equalTo("TRANSFER_UNKNOWN"));
    given().get("/v1/transfers?limit=0").then().statusCode(400).body("field", equalTo("limit"));
    given().get("/v1/transfers?cursor=!").then().statusCode(400).body("field", equalTo("cursor"));
    given().get("/v1/transfers?state=lost").then().statusCode(400).body("field", equalTo("state"));
    given().get("/v1/issuances/none").then().statusCode(404).body("code", equalTo("ORDER_UNKNOWN"));
    given()
        .contentType("application/json")
        .body(issuance("ORD-X", "1"))
        .post("/v1/issuances")
        .then()
        .statusCode(401);
    given()
        .contentType("application/json")
        .header(
            "Authorization",
            "Bearer " + TokenIssuer.ofThisJvm().token("guardian-local", "guardian"))
        .body(issuance("ORD-X", "1"))
        .post("/v1/issuances")
        .then()
        .statusCode(403);
    issue(issuance("ORD-X", "0")).statusCode(400).body("field", equalTo("amountSu"));
    issue(issuance("ORD-X", "-1")).statusCode(400).body("field", equalTo("amountSu"));
    issue(issuance("ORD-X", "1").replace("CH1436219187", "US0378331005"))
        .statusCode(404)
        .body("code", equalTo("ASSET_UNKNOWN"));
    issue("{").statusCode(400).body("code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void describesEachOperationWithExamplesThatRealAnswersFit() {
    String document = given().get("/q/openapi?format=json").asString();
    assertThat(document).contains("\"openapi\" : \"3.1.0\"", "text/event-stream");
    OpenApiDescription description = OpenApiDescription.parse(document);
    assertThat(description.faults()).isEmpty();

    Message message = burn(SOLANA, DomainId.CUSTODY);
    awaitState(message, SUBMITTED);
    String id = "/v1/transfers/" + message.messageId();
    assertThat(description.undescribed("get /v1/transfers/{id}", "200", body(id))).isEmpty();
    assertThat(description.undescribed("get /v1/transfers", "200", body("/v1/transfers")))
        .isEmpty();
    assertThat(description.undescribed("get /v1/redemptions", "200", body("/v1/redemptions")))
        .isEmpty();
    assertThat(description.undescribed("get /v1/routes", "200", body("/v1/routes"))).isEmpty();
    assertThat(
            description.undescribed(
                "get /v1/transfers/{id}", "404", body("/v1/transfers/" + TestNetwork.seed("no"))))
        .isEmpty();
  }

  private static String body(String path) {
    return given().get(path).asString();
  }

  @Test
  void showsItsHealthAndMetrics() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    String metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
    assertThat(metrics).contains("stockbridge_chain_cursor_lag_seconds", "stockbridge_transfers{");
  }

  private Message burnedElsewhere() {
    Message message = burn(BASE, ARBITRUM);
    awaitState(message, COMPLETED);
    return message;
  }

  private static ValidatableResponse observe(String chain, String txId) {
    return given()
        .contentType("application/json")
        .body("{\"chain\":\"" + chain + "\",\"txId\":\"" + txId + "\"}")
        .post("/v1/transfers/observe")
        .then();
  }

  private static ValidatableResponse prepare(
      String source, String sender, String destination, String recipient) {
    return given()
        .contentType("application/json")
        .body(
            """
            {"isin":"CH1436219187","amountSu":"5","source":"%s","sender":"%s:%s","destination":"%s","recipient":"%s"}"""
                .formatted(source, source, sender, destination, recipient))
        .post("/v1/transfers/prepare")
        .then();
  }

  private static String issuance(String orderId, String amountSu) {
    return """
        {"orderId":"%s","isin":"CH1436219187","amountSu":"%s","destination":"eip155:412346:%s","actionEpoch":0}"""
        .formatted(orderId, amountSu, HOLDER);
  }

  private static ValidatableResponse issue(String body) {
    return given()
        .contentType("application/json")
        .header(
            "Authorization", "Bearer " + TokenIssuer.ofThisJvm().token("issuer-local", "issuer"))
        .body(body)
        .post("/v1/issuances")
        .then();
  }
}
