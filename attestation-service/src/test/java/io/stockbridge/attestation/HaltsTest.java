package io.stockbridge.attestation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.attestation.testing.AttesterFiles;
import io.stockbridge.attestation.testing.FakePool;
import io.stockbridge.attestation.testing.Scenario;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.units.ShareAmount;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(AttesterFiles.class)
class HaltsTest extends AttesterTest {
  @Test
  void aMintThatDiffersFromItsMessageIsABreachThatLatches() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    chains.base.mint(transfer, ShareAmount.ofSu(600_000_000L), transfer.recipient());

    Scenario.await("/v1/assets/" + isin + "/supply", "verdict", "breach");
    JsonNode verdict =
        bus.await(
            "VerdictChanged",
            data ->
                data.path("isin").asText().equals(isin.value())
                    && data.path("verdict").asText().equals("breach"));
    assertThat(verdict.path("halted").asBoolean()).isTrue();
    assertThat(verdict.path("evidence").asText()).contains("minted 600000000 su, sent 500000000");
    given()
        .get("/v1/halts")
        .then()
        .body("find { it.scope == '" + isin + "' }.setBy", equalTo("verdict breach"));
    chains.base.status(transfer.eventId(), MintStatus.State.NONE);
    assertRefused(scenario.ask(transfer, tx, 1), "SUPPLY_MISMATCH");
  }

  @Test
  void supplyThatNoEventExplainsStopsSigningAndBecomesABreach() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    chains.solana.distortState(isin, 1);

    awaitRefusal(transfer, tx, 1, "SUPPLY_MISMATCH");
    Scenario.await("/v1/assets/" + isin + "/supply", "verdict", "breach");
    chains.solana.distortState(isin, -1);
    awaitRefusal(transfer, tx, 100, "HALTED");
    Message redeem = redemption(isin);
    assertRefused(
        scenario.ask(redeem, redeem.encode(), "redeem", chains.arbitrum.burn(redeem), 1, null),
        "HALTED");
  }

  @Test
  void aGuardianHaltsAndNobodyElse() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    String order = "{\"scope\":\"" + isin + "\",\"reason\":\"drill\"}";
    given().contentType("application/json").body(order).post("/v1/halts").then().statusCode(401);
    given()
        .auth()
        .oauth2(AttesterFiles.GUARDIAN_TOKEN)
        .contentType("application/json")
        .body("{\"scope\":\"everything\",\"reason\":\"drill\"}")
        .post("/v1/halts")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_FIELD"))
        .body("field", equalTo("scope"));
    given()
        .auth()
        .oauth2(AttesterFiles.GUARDIAN_TOKEN)
        .contentType("application/json")
        .body(order)
        .post("/v1/halts")
        .then()
        .statusCode(200);
    JsonNode answer = scenario.ask(transfer, tx, 1);
    assertRefused(answer, "HALTED");
    assertThat(answer.path("refusal").path("detail").asText())
        .isEqualTo(isin + " halted by guardian gina: drill");
    assertRedemptionSigned(redemption(isin));
  }

  @Test
  void aBreachHaltsTheAssetOnEveryEvmChainAndStopsItsRoutesToSolana() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.SOLANA, 5);
    String tx = chains.arbitrum.burn(transfer);
    chains.arbitrumPool.losing(true);
    chains.solana.distortState(isin, 1);
    Scenario.await("/v1/assets/" + isin + "/supply", "verdict", "breach");
    until(() -> chains.base.isHalted(isin));
    until(() -> chains.arbitrumPool.sent(isin).size() >= 2);
    chains.arbitrumPool.losing(false);
    until(() -> chains.arbitrum.isHalted(isin));

    List<FakePool.Sent> tries = chains.arbitrumPool.sent(isin);
    assertThat(tries).extracting(FakePool.Sent::nonce).containsOnly(tries.getFirst().nonce());
    assertThat(tries.get(1).fees().maxFeePerGas()).isGreaterThanOrEqualTo(new BigInteger("3300"));
    assertThat(chains.basePool.sent(isin)).hasSize(1);
    chains.solana.distortState(isin, -1);
    awaitRefusal(transfer, tx, 1, "HALTED");
  }

  @Test
  void aHaltOfOneGatewayStopsRoutesBetweenOtherChains() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.SOLANA, 5);
    String tx = chains.arbitrum.burn(transfer);
    chains.base.halt(isin);
    awaitRefusal(transfer, tx, 1, "HALTED");
    chains.base.resume(isin);
  }

  @Test
  void aGuardianThatTheGatewayRefusesTriesAgain() {
    Isin isin = scenario.issued(20);
    chains.basePool.refusing(true);
    chains.solana.distortState(isin, 1);
    until(() -> chains.arbitrum.isHalted(isin));
    assertThat(chains.base.isHalted(isin)).isFalse();
    assertThat(chains.basePool.sent(isin)).isEmpty();
    chains.basePool.refusing(false);
    until(() -> chains.base.isHalted(isin));
  }
}
