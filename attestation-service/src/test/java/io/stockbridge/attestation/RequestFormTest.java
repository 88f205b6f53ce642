package io.stockbridge.attestation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.attestation.testing.AttesterFiles;
import io.stockbridge.attestation.testing.Bus;
import io.stockbridge.attestation.testing.FakeChains;
import io.stockbridge.attestation.testing.Scenario;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.testsupport.OpenApiDescription;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused for its form alone, and that nothing of it stays behind. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(AttesterFiles.class)
class RequestFormTest {
  private static final String REQUESTS = "bridge.attestation-requests.v1";
  private static final String NUL = String.valueOf((char) 0);

  @Inject FakeChains chains;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final ObjectMapper json = new ObjectMapper();
  private Bus bus;
  private Scenario scenario;

  @BeforeEach
  void connect() {
    bus = new Bus(kafka, List.of("attestation.signatures.v1", REQUESTS + ".dlq"));
    scenario = new Scenario(chains, bus);
  }

  @AfterEach
  void disconnect() {
    chains.arbitrum.failing(false);
    bus.close();
  }

  private static Map<String, Consumer<ObjectNode>> spoilers() {
    Map<String, Consumer<ObjectNode>> spoilers = new LinkedHashMap<>();
    spoilers.put("no message id", data -> data.putNull("messageId"));
    spoilers.put("upper-case id", data -> data.put("messageId", "0x" + "A".repeat(64)));
    spoilers.put("short message", data -> data.put("message", "0x00"));
    spoilers.put("NUL in purpose", data -> data.put("purpose", "mint" + NUL));
    spoilers.put("unknown purpose", data -> data.put("purpose", "burn"));
    spoilers.put("no place", data -> data.putNull("emittedAt"));
    spoilers.put("NUL in txId", data -> data.withObject("/emittedAt").put("txId", NUL));
    spoilers.put("null signers", data -> data.withObject("/solana").putNull("signers"));
    spoilers.put("a null signer", data -> data.withObject("/solana").putArray("signers").addNull());
    spoilers.put("no fee payer", data -> data.withObject("/solana").remove("feePayer"));
    spoilers.put("no blockhash", data -> data.withObject("/solana").putNull("recentBlockhash"));
    spoilers.put(
        "33 signers",
        data -> {
          String signer = data.path("solana").path("feePayer").asText();
          var signers = data.withObject("/solana").putArray("signers");
          for (int i = 0; i < 33; i++) {
            signers.add(signer);
          }
        });
    return spoilers;
  }

  @Test
  void aRequestOfAnotherFormIsPutAsideAndTheNextOneIsAnswered() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.SOLANA, 5);
    String tx = chains.arbitrum.burn(transfer);
    List<String> sent = new ArrayList<>();
    spoilers()
        .forEach(
            (name, spoil) -> {
              ObjectNode data =
                  scenario.request(
                      transfer, transfer.encode(), "mint", tx, 1, scenario.plan(List.of(1, 3)));
              data.put("name", name);
              spoil.accept(data);
              bus.publish(REQUESTS, transfer.messageId().toString(), "AttestationRequested", data);
              sent.add(name);
            });

    JsonNode answer =
        scenario.ask(transfer, transfer.encode(), "mint", tx, 2, scenario.plan(List.of(1, 3)));

    assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("signed");
    for (String name : sent) {
      bus.await("AttestationRequested", data -> data.path("name").asText().equals(name));
    }
    assertThat(bus.all("AttestationAnswered"))
        .noneMatch(
            each ->
                each.path("messageId").asText().equals(transfer.messageId().toString())
                    && each.path("round").asInt() == 1);
  }

  @Test
  void aRequestThatFailsAgainAndAgainIsRefusedInTheEnd() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    chains.arbitrum.failing(true);

    JsonNode answer = scenario.ask(transfer, tx, 1);

    assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("refused");
    assertThat(answer.path("refusal").path("code").asText()).isEqualTo("ATTESTER_FAULT");
    assertThat(answer.path("refusal").path("detail").asText()).contains("failed 20 times");
    assertThat(answer.path("refusal").path("retryAt").asText()).isNotEmpty();
    chains.arbitrum.failing(false);
    assertThat(scenario.ask(transfer, tx, 2).path("outcome").asText()).isEqualTo("signed");
  }

  @Test
  void aStatementThatIsTooLargeIsRefusedForThatAlone() {
    scenario
        .deliver("x".repeat(600_001), new byte[64])
        .statusCode(413)
        .body("code", equalTo("STATEMENT_TOO_LARGE"))
        .body("field", equalTo("payload"));
    scenario
        .deliver("x".repeat(600_000))
        .statusCode(400)
        .body("code", equalTo("INVALID_STATEMENT"));
  }

  @Test
  void anEpochThatIsNoNumberIsAnInvalidField() {
    for (String path : List.of("/v1/snapshots/abc", "/v1/proofs/CH1436219187?epoch=-1")) {
      given()
          .get(path)
          .then()
          .statusCode(400)
          .body("code", equalTo("INVALID_FIELD"))
          .body("field", equalTo("epoch"));
    }
  }

  @Test
  void everyOperationIsDescribedWithAnExample() throws Exception {
    JsonNode api = json.readTree(given().get("/q/openapi?format=json").asString());
    OpenApiDescription description = OpenApiDescription.parse(api.toString());
    assertThat(description.faults()).isEmpty();
    for (String path : List.of("/v1/custody", "/v1/halts", "/v1/in-flight", "/v1/attesters")) {
      String answer = given().get(path).asString();
      assertThat(description.undescribed("get " + path, "200", answer)).as(path).isEmpty();
    }
    String supply = given().get("/v1/assets/" + scenario.asset() + "/supply").asString();
    assertThat(description.undescribed("get /v1/assets/{isin}/supply", "200", supply)).isEmpty();
    assertThat(api.at("/info/title").asText()).isEqualTo("Stockbridge attestation");
  }

  @Test
  void supplyIsGivenInSharesToo() {
    Isin isin = scenario.issued(20);
    chains.arbitrum.burn(Scenario.transfer(isin, Scenario.BASE, 5));
    String supply = "/v1/assets/" + isin + "/supply";
    Scenario.await(supply, "inFlightShares", "5");
    given()
        .get(supply)
        .then()
        .body("issuedShares", equalTo("20"))
        .body("differenceShares", equalTo("0"))
        .body("chains.find { it.domain == 412346 }.replayShares", equalTo("15"));
  }
}
