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
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.proof.ProofFile;
import io.stockbridge.chains.solana.SolanaMintTransaction;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.proof.ProofCheck;
import io.stockbridge.protocol.proof.ProofVerifier;
import io.stockbridge.protocol.proof.SupplyProof;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.units.ShareAmount;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(AttesterFiles.class)
class SnapshotFlowTest extends AttesterTest {
  @Inject Database database;

  /** Plays attester-2: signs what attester-1 signed, for some epoch from now on. */
  private JsonNode agreeWithAttester1(long afterEpoch) {
    JsonNode signed =
        bus.await(
            "SnapshotSigned",
            data ->
                data.path("attester").asText().equals("attester-1")
                    && data.path("epoch").asLong() > afterEpoch);
    Bytes32 digest = Bytes32.of(signed.path("digest").asText());
    ObjectNode second = signed.deepCopy();
    second
        .put("attester", "attester-2")
        .put("signature", TestNetwork.evm(2).sign(digest).toString());
    bus.publish(
        "attestation.snapshots.v1", signed.path("epoch").asText(), "SnapshotSigned", second);
    return bus.await("SnapshotAgreed", data -> data.path("epoch").equals(signed.path("epoch")));
  }

  @Test
  void agreesOnASnapshotThatVerifiesOffline() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    chains.arbitrum.burn(transfer);
    Scenario.await("/v1/assets/" + isin + "/supply", "inFlightSu", "500000000");
    long now = Instant.now().getEpochSecond() / 2;

    JsonNode agreed = agreeWithAttester1(now);

    assertThat(agreed.path("signatures")).hasSize(2);
    String epoch = agreed.path("epoch").asText();
    given()
        .get("/v1/snapshots/" + epoch)
        .then()
        .statusCode(200)
        .body("digest", equalTo(agreed.path("digest").asText()));
    given()
        .get("/v1/snapshots/" + epoch + "/in-flight")
        .then()
        .statusCode(200)
        .body("inFlightRoot", equalTo(agreed.path("snapshot").path("inFlightRoot").asText()))
        .body("count", equalTo(agreed.path("inFlightCount").asInt()))
        .body("items.messageId", org.hamcrest.Matchers.hasItem(transfer.messageId().toString()));
    given()
        .get("/v1/snapshots/" + epoch + "/in-flight?cursor=-1")
        .then()
        .statusCode(400)
        .body("field", equalTo("cursor"));
    Scenario.awaitOk("/v1/proofs/" + isin + "?epoch=" + epoch);
    SupplyProof proof =
        ProofFile.read(given().get("/v1/proofs/" + isin + "?epoch=" + epoch).asString());
    List<ProofCheck> checks =
        ProofVerifier.verify(proof, ProofFile.trustedKeys(TestNetwork.description()));
    assertThat(checks).allMatch(ProofCheck::passed);
    assertThat(proof.leaf().inFlight().sharesText()).isEqualTo("5");
    assertThat(proof.leaf().issued().sharesText()).isEqualTo("20");
    assertThat(ProofFile.read(ProofFile.write(proof))).isEqualTo(proof);
    given().get("/checkpoint").then().body(containsString("stockbridge/test/attester-1\n"));

    JsonNode next = agreeWithAttester1(agreed.path("epoch").asLong());
    assertThat(next.path("snapshot").path("previous")).isEqualTo(agreed.path("digest"));
  }

  @Test
  void theLeafShowsBreachesInsideTheCutAndNotWhatThisAttesterLatched() {
    Isin latched = scenario.issued(20);
    Isin broken = scenario.issued(20);
    Message transfer = Scenario.transfer(broken, Scenario.BASE, 5);
    chains.arbitrum.burn(transfer);
    chains.base.mint(transfer, ShareAmount.ofSu(600_000_000L), transfer.recipient());
    database.change(
        tx -> tx.update("update verdict set verdict = 'breach' where isin = ?1", latched.value()));
    Scenario.await("/v1/assets/" + broken + "/supply", "verdict", "breach");

    String epoch = agreeWithAttester1(Instant.now().getEpochSecond() / 2).path("epoch").asText();

    assertThat(leafVerdict(latched, epoch)).isEqualTo(AssetVerdict.OK);
    assertThat(leafVerdict(broken, epoch)).isEqualTo(AssetVerdict.BREACH);
  }

  private static AssetVerdict leafVerdict(Isin isin, String epoch) {
    String path = "/v1/proofs/" + isin + "?epoch=" + epoch;
    Scenario.awaitOk(path);
    return ProofFile.read(given().get(path).asString()).leaf().verdict();
  }

  @Test
  void storedFactsCannotBeChanged() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    scenario.ask(transfer, chains.arbitrum.burn(transfer), 1);

    for (String table :
        List.of("log_leaf", "signing_record", "custody_statement", "asset_record")) {
      Assertions.assertThatThrownBy(() -> database.change(tx -> tx.update("delete from " + table)))
          .as(table)
          .hasStackTraceContaining("never changed");
    }
  }

  @Test
  void signsTheSolanaTransactionOnlyAsItRebuildsIt() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.SOLANA, 5);
    String tx = chains.arbitrum.burn(transfer);
    ObjectNode plan = scenario.plan(List.of(1, 3));
    JsonNode answer = scenario.ask(transfer, transfer.encode(), "mint", tx, 1, plan);

    assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("signed");
    SolanaChain chain = TestNetwork.description().solanaChain().orElseThrow();
    byte[] bytes =
        SolanaMintTransaction.build(
                chain,
                new SolanaMintPlan(
                    TestNetwork.secret("blockhash"),
                    500,
                    TestNetwork.address("relayer"),
                    List.of(
                        TestNetwork.solana(1).solanaAddress(),
                        TestNetwork.solana(3).solanaAddress()),
                    1000,
                    120_000,
                    890_880),
                transfer,
                TestNetwork.address("mint-" + isin))
            .message();
    assertThat(
            Ed25519Verifier.verify(
                TestNetwork.solana(1).publicKey(),
                bytes,
                Base58.decode(answer.path("signature").asText())))
        .isTrue();
    assertThat(
            Ed25519Verifier.verify(
                TestNetwork.replayAuthority().publicKey(),
                bytes,
                Base58.decode(answer.path("replaySignature").asText())))
        .isTrue();

    JsonNode ready =
        scenario.ask(transfer, transfer.encode(), "mint", tx, 2, scenario.plan(List.of(2, 3)));
    assertThat(ready.path("outcome").asText()).isEqualTo("ready");
    assertThat(ready.path("signature").isNull()).isTrue();
    assertPlanRefused(transfer, tx, 3, scenario.plan(List.of(1, 2, 3)));
    assertPlanRefused(transfer, tx, 4, scenario.plan(List.of(3, 1)));
    assertPlanRefused(
        transfer,
        tx,
        5,
        scenario.plan(List.of(1, 3)).put("feePayer", TestNetwork.address("solana-2").toString()));
    assertPlanRefused(
        transfer,
        tx,
        6,
        scenario.plan(List.of(1, 3)).put("computeUnitPriceMicroLamports", 50_000_000L));
    assertPlanRefused(
        transfer, tx, 7, scenario.plan(List.of(1, 3)).put("markerRentLamports", 5_000_000));
    assertPlanRefused(transfer, tx, 8, null);
  }

  private void assertPlanRefused(Message message, String tx, int round, ObjectNode plan) {
    JsonNode answer = scenario.ask(message, message.encode(), "mint", tx, round, plan);
    assertThat(answer.path("refusal").path("code").asText())
        .as(answer.toString())
        .isEqualTo("PLAN_REFUSED");
  }

  @Test
  void aRedeliveredRequestIsAnsweredOnce() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    ObjectNode data =
        new ObjectMapper()
            .createObjectNode()
            .put("messageId", transfer.messageId().toString())
            .put("message", io.stockbridge.protocol.crypto.Hex.encode(transfer.encode()))
            .put("purpose", "mint")
            .put("round", 1);
    data.putObject("emittedAt").put("domain", 412346).put("txId", tx).put("index", 0);
    String topic = "bridge.attestation-requests.v1";
    String eventId =
        bus.publish(topic, transfer.messageId().toString(), "AttestationRequested", data);
    bus.await(
        "AttestationAnswered",
        answer -> answer.path("messageId").asText().equals(transfer.messageId().toString()));
    bus.publish(topic, transfer.messageId().toString(), "AttestationRequested", data, eventId);
    data.put("round", 2);
    bus.publish(topic, transfer.messageId().toString(), "AttestationRequested", data);
    bus.await(
        "AttestationAnswered",
        answer ->
            answer.path("messageId").asText().equals(transfer.messageId().toString())
                && answer.path("round").asInt() == 2);

    assertThat(
            bus.all("AttestationAnswered").stream()
                .filter(
                    answer ->
                        answer.path("messageId").asText().equals(transfer.messageId().toString()))
                .filter(answer -> answer.path("round").asInt() == 1))
        .hasSize(1);
  }

  @Test
  void describesItselfAndItsPeers() {
    given()
        .get("/v1/attesters")
        .then()
        .statusCode(200)
        .body("threshold", equalTo(2))
        .body("attesters[0].self", equalTo(true))
        .body("attesters[1].self", equalTo(false));
    given().get("/v1/snapshots/1").then().statusCode(404).body("code", equalTo("SNAPSHOT_UNKNOWN"));
    given().get("/v1/proofs/XX").then().statusCode(400).body("code", equalTo("INVALID_FIELD"));
    given()
        .get("/v1/attestations/0x" + "0".repeat(64))
        .then()
        .statusCode(404)
        .body("code", equalTo("ATTESTATION_UNKNOWN"));
    given().get("/q/openapi?format=json").then().body("openapi", equalTo("3.1.0"));
    given().get("/q/metrics").then().body(containsString("stockbridge_chain_view_age_seconds"));
    given().get("/q/health/live").then().statusCode(200);
  }
}
