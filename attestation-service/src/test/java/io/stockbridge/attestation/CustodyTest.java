package io.stockbridge.attestation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.attestation.testing.AttesterFiles;
import io.stockbridge.attestation.testing.Scenario;
import io.stockbridge.attestation.testing.TestNetwork;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(AttesterFiles.class)
class CustodyTest extends AttesterTest {
  /** Orders never disappear from a custodian's statements. */
  private static final List<ObjectNode> SECOND_ORDERS = new ArrayList<>();

  @Test
  void refusesStatementsThatAreNotTheCustodians() throws Exception {
    Isin isin = scenario.asset();
    scenario
        .statement(isin, 5, scenario.order("ORD-N-" + isin, isin, 5, "settled"))
        .statusCode(200)
        .body("outcome", equalTo("accepted"));
    String text = scenario.statementText(Scenario.newestSequence() + 100);
    byte[] wrong = TestNetwork.registrar().sign(text.getBytes(StandardCharsets.UTF_8));
    scenario.deliver(text, wrong).statusCode(403).body("code", equalTo("INVALID_SIGNATURE"));
    scenario
        .deliver(text.replace("custodian-test", "custodian-other"))
        .statusCode(403)
        .body("code", equalTo("UNKNOWN_CUSTODIAN"));
    scenario
        .deliver(text.replace("\"settled\":\"5\"", "\"settled\":5"))
        .statusCode(400)
        .body("code", equalTo("INVALID_STATEMENT"))
        .body("field", containsString("].settled"));
    scenario.deliver("{\"schema\":2}").statusCode(400).body("field", equalTo("schema"));
    scenario.deliver("nonsense").statusCode(400).body("field", equalTo("$"));
    String rewritten = text.replace("\"amountSu\":\"500000000\"", "\"amountSu\":\"400000000\"");
    scenario.deliver(rewritten).statusCode(409).body("code", equalTo("STATEMENT_CONFLICT"));
    scenario.deliver(text.replaceFirst("\"sequence\":\\d+", "\"sequence\":0")).statusCode(400);
    given()
        .contentType("application/json")
        .body("{\"payload\": \"%%%\", \"signature\": \"AA==\"}")
        .post("/v1/custody/statements")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_FIELD"));

    JsonNode published =
        bus.await(
            "StatementReceived",
            data ->
                new String(
                        java.util.Base64.getDecoder().decode(data.path("payload").asText()),
                        StandardCharsets.UTF_8)
                    .contains("ORD-N-" + isin));
    byte[] payload = java.util.Base64.getDecoder().decode(published.path("payload").asText());
    long sequence = new ObjectMapper().readTree(payload).path("sequence").asLong();
    given()
        .get("/v1/custody")
        .then()
        .body("[0].custodian", equalTo("custodian-test"))
        .body("[0].sequence", org.hamcrest.Matchers.greaterThanOrEqualTo((int) sequence));
    scenario
        .deliver(new String(payload, StandardCharsets.UTF_8))
        .statusCode(200)
        .body("outcome", equalTo("repeated"));
  }

  @Test
  void ignoresAssetRecordsThatTheRegistrarDidNotSign() {
    Isin isin = scenario.asset();
    ObjectNode forged = scenario.record(Scenario.nextIsin(), 1);
    String forgedIsin = forged.path("record").asText().replaceAll(".*\"isin\":\"(\\w+)\".*", "$1");
    forged.put("record", forged.path("record").asText().replace("\"TST\"", "\"EVIL\""));
    bus.publish("registry.assets.v1", forgedIsin, "AssetRecorded", forged);
    Isin after = scenario.asset();

    assertThat(after).isNotEqualTo(isin);
    given()
        .get("/v1/assets/" + forgedIsin + "/supply")
        .then()
        .statusCode(404)
        .body("code", equalTo("ASSET_UNKNOWN"));
  }

  private void secondCustodian(long sequence, Isin isin, String settled, ObjectNode... orders) {
    ObjectNode root =
        new ObjectMapper()
            .createObjectNode()
            .put("schema", 1)
            .put("custodian", "custodian-second")
            .put("sequence", sequence)
            .put("asOf", Instant.now().toString());
    root.putArray("positions")
        .addObject()
        .put("isin", isin.value())
        .put("settled", settled)
        .put("pendingIn", "0")
        .put("pendingOut", "0");
    SECOND_ORDERS.addAll(List.of(orders));
    root.putArray("orders").addAll(SECOND_ORDERS);
    root.putArray("releases");
    String text = root.toString();
    scenario
        .deliver(text, TestNetwork.secondCustodian().sign(text.getBytes(StandardCharsets.UTF_8)))
        .statusCode(200)
        .body("outcome", equalTo("accepted"));
  }

  @Test
  void anOrderIdOfTwoCustodiansKeepsNeitherStatementBackAndIsIssuedByNobody() {
    Isin isin = scenario.asset();
    String id = "ORD-S-" + isin;
    scenario.statement(isin, 10, scenario.order(id, isin, 10, "settled")).statusCode(200);
    secondCustodian(System.nanoTime(), isin, "10", scenario.order(id, isin, 10, "settled"));

    JsonNode answer = scenario.ask(Scenario.issue(id, isin, 10), null, 1);
    assertRefused(answer, "UNVERIFIED_SOURCE");
    assertThat(answer.path("refusal").path("detail").asText())
        .isEqualTo("order " + id + " is claimed by custodian-second and custodian-test");
  }

  @Test
  void custodySumsThatNobodyCanHoldAreARefusalAndNoBreach() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    scenario.statement(isin, 150_000_000_000L).statusCode(200);
    secondCustodian(System.nanoTime(), isin, "150000000000");

    JsonNode answer = scenario.ask(transfer, tx, 1);
    assertRefused(answer, "UNBACKED");
    assertThat(answer.path("refusal").path("detail").asText())
        .startsWith("CUSTODY_OUT_OF_RANGE: " + isin);
    Scenario.await("/v1/assets/" + isin + "/supply", "verdict", "degraded");
    given()
        .get("/v1/assets/" + isin + "/supply")
        .then()
        .body("custodySettled", equalTo("300000000000"));
    scenario.statement(isin, 40).statusCode(200);
    Scenario.await("/v1/assets/" + isin + "/supply", "verdict", "ok");
    assertSignedMint(scenario.ask(transfer, tx, 2), transfer);
  }
}
