package io.stockbridge.registry.observation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.evm.CanonicalRegistryCalls;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The registry beside real contracts and real mints; each step builds on those before. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
@QuarkusTestResource(value = RealChains.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvidenceTest {

  private static final Isin FOREIGN = Isin.of("CH0012032048");

  @Inject ObjectMapper json;
  @Inject ObservationBook book;
  @Inject Transactions transactions;

  private RealChains chains;
  private EvidenceClient client;
  private String appleToken = "";
  private String teslaToken = "";
  private String appleMint = "";

  @BeforeEach
  void names() {
    chains = RealChains.get();
    client = new EvidenceClient(json);
    appleToken = RealChains.EVM + "/erc20:" + chains.token(RealChains.APPLE);
    teslaToken = RealChains.EVM + "/erc20:" + chains.token(RealChains.TESLA);
    appleMint = chains.cluster() + "/token:" + chains.mint(RealChains.APPLE);
  }

  @Test
  @Order(1)
  void verifiesEveryOwnTokenOnItsChain() {
    JsonNode token = client.awaitStatus(appleToken, "verified");
    JsonNode mint = client.awaitStatus(appleMint, "verified");

    JsonNode contract = client.read("/v1/observations/" + appleToken).path("facts");
    assertThat(contract.path("kind").asText()).isEqualTo("contract");
    assertThat(contract.path("name").asText()).isEqualTo("Apple xStock");
    assertThat(contract.path("symbol").asText()).isEqualTo("AAPLx");
    assertThat(contract.path("decimals").asInt()).isEqualTo(18);
    assertThat(contract.path("totalSupply").asText()).isEqualTo("0");
    assertThat(contract.path("paused").asBoolean(true)).isFalse();
    assertThat(contract.path("uiMultiplier").asText()).isEqualTo("1000000000000000000");
    assertThat(contract.path("codeHash").asText()).matches("0x[0-9a-f]{64}");
    assertThat(contract.path("canonicalRegistry").path("isCanonical").asBoolean()).isTrue();
    assertThat(contract.path("canonicalRegistry").path("assetOf").asText())
        .isEqualTo(RealChains.APPLE);
    assertThat(token.path("position").asText()).matches("[0-9]+ 0x[0-9a-f]{64}");
    assertThat(token.path("lastVerified").asText()).isEqualTo(token.path("readAt").asText());
    assertThat(token.path("firstSeen").isTextual()).isTrue();

    JsonNode facts = client.read("/v1/observations/" + appleMint).path("facts");
    assertThat(facts.path("kind").asText()).isEqualTo("mint");
    assertThat(facts.path("symbol").asText()).isEqualTo("AAPLx");
    assertThat(facts.path("isin").asText()).isEqualTo(RealChains.APPLE);
    assertThat(facts.path("decimals").asInt()).isEqualTo(8);
    assertThat(facts.path("scaledUiMultiplier").asText()).isEqualTo("1");
    assertThat(facts.path("paused").asBoolean(true)).isFalse();
    assertThat(facts.path("group").asText()).isEqualTo(chains.groupMint());
    assertThat(mint.path("failure").isNull()).isTrue();

    ObservedToken remembered =
        book.observation(EvidenceClient.keyOf(appleMint)).orElseThrow().observed();
    assertThat(remembered.decimals()).isEqualTo(8);
    assertThat(remembered.transferable()).isTrue();
    assertThat(remembered.rawSupply()).isZero();
    assertThat(client.read("/v1/verify/" + appleToken).path("onChain").path("status").asText())
        .isEqualTo("verified");
  }

  @Test
  @Order(2)
  void flagsWrongDecimalsAndClearsTheFlagWhenTheyAreRight() {
    client.change(RealChains.APPLE, appleToken, "\"decimals\":18", "\"decimals\":8");

    JsonNode flagged = client.awaitStatus(appleToken, "mismatch");

    assertThat(flagged.path("differences").toString())
        .isEqualTo("[{\"code\":\"DECIMALS\",\"expected\":\"8\",\"found\":\"18\"}]");
    JsonNode verdict = client.read("/v1/verify/" + appleToken).path("onChain");
    assertThat(verdict.path("status").asText()).isEqualTo("mismatch");
    assertThat(client.read("/v1/observations?status=mismatch").path("items")).hasSize(1);

    client.change(RealChains.APPLE, appleToken, "\"decimals\":8", "\"decimals\":18");
    client.awaitStatus(appleToken, "verified");
    JsonNode history = client.read("/v1/observation-history/" + appleToken).path("items");
    assertThat(history.findValuesAsText("status"))
        .containsExactly("verified", "mismatch", "verified");
    client.awaitEvents(
        EvidenceClient.keyOf(appleToken),
        List.of("DeploymentVerified", "DeploymentMismatch", "DeploymentVerified"));
  }

  @Test
  @Order(3)
  void flagsAnotherAssetsTokenAndAMintOutsideTheGroup() {
    String group = chains.cluster() + "/token:" + chains.groupMint();
    client.putForeign(FOREIGN.value(), group);

    List<String> codes =
        client.awaitStatus(group, "mismatch").path("differences").findValuesAsText("code");

    assertThat(codes).contains("DECIMALS", "UNIT_MODEL", "MINT_AUTHORITY", "GROUP", "ASSET");
    client.awaitDrift(finding -> finding.path("code").asText().equals("NOT_A_MEMBER"));

    // The registry says that Tesla's token is Apple's symbol: the chain says otherwise.
    client.change(RealChains.TESLA, teslaToken, "\"symbol\":\"TSLAx\"", "\"symbol\":\"AAPLx\"");
    assertThat(
            client
                .awaitStatus(teslaToken, "mismatch")
                .path("differences")
                .findValuesAsText("found"))
        .containsExactly("TSLAx");
    client.change(RealChains.TESLA, teslaToken, "\"symbol\":\"AAPLx\"", "\"symbol\":\"TSLAx\"");
    client.awaitStatus(teslaToken, "verified");
  }

  @Test
  @Order(4)
  void saysWhichLinesTheContractLacksAndSeesThemWritten() {
    JsonNode missing =
        client.awaitDrift(
            finding ->
                finding.path("code").asText().equals("NOT_RECORDED")
                    && finding.path("asset").asText().equals(RealChains.APPLE));
    assertThat(missing.path("domain").asLong()).isEqualTo(900);
    assertThat(missing.path("expected").asText()).isEqualTo(chains.mint(RealChains.APPLE));
    JsonNode call = missing.path("call");
    assertThat(call.path("to").asText()).isEqualToIgnoringCase(chains.canonicalRegistry());

    chains.send(call.path("to").asText(), call.path("data").asText());

    client.awaitNoDrift(
        finding ->
            finding.path("code").asText().equals("NOT_RECORDED")
                && finding.path("asset").asText().equals(RealChains.APPLE));
  }

  @Test
  @Order(5)
  void findsALineThatOnlyTheContractHas() {
    EvmAddress registry = EvmAddress.of(chains.canonicalRegistry());
    EvmAddress rogue = EvmAddress.of("0x00000000000000000000000000000000000000aa");
    CanonicalRecord line =
        new CanonicalRecord(Isin.of("US88160R1014"), DomainId.of(8453), rogue.toUniversal());
    chains.send(
        chains.canonicalRegistry(),
        CanonicalRegistryCalls.record(registry, List.of(line)).dataHex());

    JsonNode found =
        client.awaitDrift(finding -> finding.path("code").asText().equals("NOT_IN_REGISTRY"));

    assertThat(found.path("asset").asText()).isEqualTo("US88160R1014");
    assertThat(found.path("found").asText()).isEqualTo(rogue.toString());
    chains.send(found.path("call").path("to").asText(), found.path("call").path("data").asText());
    client.awaitNoDrift(finding -> finding.path("code").asText().equals("NOT_IN_REGISTRY"));
    // Found at the start, Roche's line aside; mended; the rogue line found; mended.
    List<String> changes = EvidenceTopic.typesOf(RealChains.EVM, json);
    assertThat(changes).containsOnly("RegistryDriftChanged").hasSizeBetween(3, 8);
  }

  @Test
  @Order(6)
  void tellsOperators() {
    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics)
        .contains(
            "stockbridge_registry_observations{status=\"verified\"}",
            "stockbridge_registry_drift{chain=\"eip155:412346\"}");
    JsonNode ready = client.read("/q/health/ready");
    JsonNode drift =
        StreamSupport.stream(ready.path("checks").spliterator(), false)
            .filter(check -> check.path("name").asText().equals("drift"))
            .findFirst()
            .orElseThrow();
    assertThat(drift.path("data").path("chains").asInt()).isEqualTo(2);
    given().get("/v1/observations/nonsense").then().statusCode(400);
    given()
        .urlEncodingEnabled(false)
        .get("/v1/observations/eip155:1/erc20:0x12")
        .then()
        .statusCode(404);
    given().get("/v1/observations?status=maybe").then().statusCode(400);
  }

  @Test
  @Order(7)
  void keepsReadingsForEver() {
    Throwable refused =
        org.assertj.core.api.Assertions.catchThrowable(
            () ->
                transactions.await(
                    EvidenceClient.LIMIT,
                    session ->
                        session.createNativeQuery("delete from observation").executeUpdate()));
    assertThat(refused).hasStackTraceContaining("rows of observation are never changed");
  }

  @Test
  @Order(8)
  void aChainThatIsAwayIsNeitherVerifiedNorAMismatch() {
    String readAt = client.awaitStatus(appleToken, "verified").path("readAt").asText();

    chains.stopContracts();

    JsonNode token = client.awaitObservation(appleToken, seen -> !seen.path("failure").isNull());
    assertThat(token.path("failure").path("kind").asText()).isEqualTo("unavailable");
    assertThat(token.path("status").asText()).isEqualTo("verified");
    assertThat(token.path("lastVerified").asText()).isGreaterThanOrEqualTo(readAt);
    assertThat(token.path("differences")).isEmpty();
    client.awaitEvents(
        EvidenceClient.keyOf(appleToken),
        List.of("DeploymentVerified", "DeploymentMismatch", "DeploymentVerified"));
    long end = System.nanoTime() + EvidenceClient.LIMIT.toNanos();
    while (client.read("/v1/drift").path("chains").path(0).path("failure").isNull()) {
      assertThat(System.nanoTime()).isLessThan(end);
      RealChains.pause();
    }
    assertThat(client.awaitStatus(appleMint, "verified").path("failure").isNull()).isTrue();
  }
}
