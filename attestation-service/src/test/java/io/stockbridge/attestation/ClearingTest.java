package io.stockbridge.attestation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockbridge.attestation.testing.AttesterFiles;
import io.stockbridge.attestation.testing.Scenario;
import io.stockbridge.attestation.testing.TestNetwork;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(AttesterFiles.class)
class ClearingTest extends AttesterTest {
  @Inject Database database;

  @Test
  void aBreachIsClearedOnlyWhenTheChecksHoldAgainAndTheReasonIsSigned() {
    Isin isin = scenario.issued(20);
    chains.solana.distortState(isin, 1);
    Scenario.await("/v1/assets/" + isin + "/supply", "verdict", "breach");
    // The verdict is judged at each read; the halt stands once the breach has lasted.
    Scenario.await("/v1/halts", "find { it.scope == '" + isin + "' }.origin", "breach");
    given()
        .contentType("application/json")
        .body(clearing(isin, "breach"))
        .post("/v1/halts/clearings")
        .then()
        .statusCode(401);
    given()
        .auth()
        .oauth2(AttesterFiles.GUARDIAN_TOKEN)
        .contentType("application/json")
        .body(clearing(isin, "breach"))
        .post("/v1/halts/clearings")
        .then()
        .statusCode(403);
    clear(isin, "breach").statusCode(409).body("code", equalTo("CHECKS_DO_NOT_HOLD"));
    clear(isin, "guardian").statusCode(404).body("code", equalTo("HALT_UNKNOWN"));
    // Clearing withdraws a halt that no chain shows yet, so both are awaited before it.
    until(() -> chains.arbitrum.isHalted(isin) && chains.base.isHalted(isin));

    chains.solana.distortState(isin, -1);
    untilCleared(isin);
    JsonNode published =
        bus.await("HaltCleared", data -> data.path("scope").asText().equals(isin.value()));
    assertThat(published.path("clearedBy").asText()).isEqualTo("operator olga");
    assertThat(published.path("reason").asText()).isEqualTo("incident 12 is over");
    assertThat(published.path("halted").asText()).contains("STATE_DIFFERS_FROM_REPLAY");
    assertSignedByAttester1("stockbridge/halt-clearing/v1", published);
    JsonNode ok =
        bus.await(
            "VerdictChanged",
            data ->
                data.path("isin").asText().equals(isin.value())
                    && data.path("verdict").asText().equals("ok")
                    && data.path("at").asText().compareTo(published.path("at").asText()) >= 0);
    assertSignedByAttester1("stockbridge/verdict/v1", ok);
    given().get("/v1/halts/clearings").then().body("[0].scope", equalTo(isin.value()));
    assertThat(given().get("/v1/halts").jsonPath().getList("scope")).doesNotContain(isin.value());
    assertThat(logged(isin)).isEqualTo(1);

    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    awaitRefusal(transfer, tx, 1, "HALTED");
    chains.arbitrum.resume(isin);
    chains.base.resume(isin);
    awaitSigned(transfer, tx, 100);
  }

  @Test
  void aHaltThatIsStillOwedWhenItsBreachIsClearedIsWithdrawn() {
    Isin isin = scenario.issued(20);
    chains.basePool.refusing(true);
    chains.solana.distortState(isin, 1);
    until(() -> chains.arbitrum.isHalted(isin));
    chains.solana.distortState(isin, -1);
    untilCleared(isin);
    assertThat(chainHalt(isin, Scenario.BASE)).isEqualTo("withdrawn");
    chains.basePool.refusing(false);

    chains.arbitrum.resume(isin);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    awaitSigned(transfer, chains.arbitrum.burn(transfer), 1);
    assertThat(chains.base.isHalted(isin)).isFalse();
  }

  @Test
  void anotherAttestersSignedBreachHaltsHereUntilItSaysOtherwise() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    publish(verdict(isin, "attester-2", "breach", now), TestNetwork.log(3));
    awaitPutAside(isin);
    assertSignedMint(scenario.ask(transfer, tx, 1), transfer);

    publish(verdict(isin, "attester-2", "breach", now), TestNetwork.log(2));
    Scenario.await("/v1/halts", "find { it.scope == '" + isin + "' }.origin", "attester-2");
    JsonNode answer = scenario.ask(transfer, tx, 2);
    assertRefused(answer, "HALTED");
    assertThat(answer.path("refusal").path("detail").asText())
        .isEqualTo(isin + " halted by verdict breach of attester-2: test evidence");
    assertRedemptionSigned(redemption(isin));

    publish(verdict(isin, "attester-2", "ok", now.minusMillis(1)), TestNetwork.log(2));
    publish(verdict(isin, "attester-2", "ok", now.plusMillis(1)), TestNetwork.log(2));
    awaitSigned(transfer, tx, 10);
    publish(verdict(isin, "attester-2", "breach", now), TestNetwork.log(2));
    publish(verdict(isin, "attester-3", "breach", now), TestNetwork.log(3));
    Scenario.await("/v1/halts", "find { it.scope == '" + isin + "' }.origin", "attester-3");
    clear(isin, "attester-3").statusCode(200).body("[0].origin", equalTo("attester-3"));
    awaitSigned(transfer, tx, 50);
  }

  private static String clearing(Isin isin, String origin) {
    return "{\"scope\":\"%s\",\"origin\":\"%s\",\"reason\":\"incident 12 is over\"}"
        .formatted(isin, origin);
  }

  private static ValidatableResponse clear(Isin isin, String origin) {
    return given()
        .auth()
        .oauth2(AttesterFiles.OPERATOR_TOKEN)
        .contentType("application/json")
        .body(clearing(isin, origin))
        .post("/v1/halts/clearings")
        .then();
  }

  private void untilCleared(Isin isin) {
    until(() -> clear(isin, "breach").extract().statusCode() == 200);
  }

  private long logged(Isin isin) {
    return database
        .inTransaction(
            tx ->
                tx.query(
                    "select count(*) from log_leaf where kind = 'CLEARING' and reference like ?1",
                    isin + "/breach@%"))
        .getFirst()
        .number(0);
  }

  private String chainHalt(Isin isin, DomainId domain) {
    return database
        .inTransaction(
            tx ->
                tx.query(
                    "select state from chain_halt where isin = ?1 and domain = ?2",
                    isin.value(),
                    domain.value()))
        .getFirst()
        .text(0);
  }

  private static ObjectNode verdict(Isin isin, String attester, String verdict, Instant at) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("attester", attester)
        .put("isin", isin.value())
        .put("verdict", verdict)
        .put("halted", verdict.equals("breach"))
        .put("evidence", "test evidence")
        .put("at", at.toString());
  }

  private void publish(ObjectNode fields, Ed25519Key key) {
    byte[] text =
        ("stockbridge/verdict/v1\n" + CanonicalJson.write(fields)).getBytes(StandardCharsets.UTF_8);
    ObjectNode record =
        fields.deepCopy().put("signature", Base64.getEncoder().encodeToString(key.sign(text)));
    bus.publish(
        "attestation.verdicts.v1",
        fields.path("isin").asText() + "/" + fields.path("attester").asText(),
        "VerdictChanged",
        record);
  }

  private void awaitPutAside(Isin isin) {
    // The bus hears the record twice: in its topic, and in the dead-letter topic.
    until(
        () ->
            bus.all("VerdictChanged").stream()
                    .filter(data -> data.path("isin").asText().equals(isin.value()))
                    .filter(data -> data.path("attester").asText().equals("attester-2"))
                    .count()
                == 2);
  }

  private static void assertSignedByAttester1(String form, JsonNode record) {
    ObjectNode fields = record.deepCopy();
    byte[] signature = Base64.getDecoder().decode(fields.remove("signature").asText());
    byte[] text = (form + "\n" + CanonicalJson.write(fields)).getBytes(StandardCharsets.UTF_8);
    assertThat(Ed25519Verifier.verify(TestNetwork.log(1).publicKey(), text, signature)).isTrue();
  }
}
