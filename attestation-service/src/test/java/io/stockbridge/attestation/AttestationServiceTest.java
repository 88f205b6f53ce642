package io.stockbridge.attestation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.attestation.testing.AttesterFiles;
import io.stockbridge.attestation.testing.Bus;
import io.stockbridge.attestation.testing.Scenario;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(AttesterFiles.class)
class AttestationServiceTest extends AttesterTest {
  @Test
  void signsAnIssueOnlyAfterCustodySettled() {
    Isin isin = scenario.asset();
    Message issue = Scenario.issue("ORD-A-" + isin, isin, 10);
    scenario.statement(isin, 0).statusCode(200);
    JsonNode before = scenario.ask(issue, null, 1);
    assertRefused(before, "UNBACKED");
    assertThat(before.path("refusal").path("retryAt").asText()).isNotEmpty();

    scenario.statement(isin, 10, scenario.order("ORD-A-" + isin, isin, 10, "pending"));
    assertRefused(scenario.ask(issue, null, 2), "UNBACKED");

    scenario.statement(isin, 10, scenario.order("ORD-A-" + isin, isin, 10, "settled"));
    assertSignedMint(scenario.ask(issue, null, 3), issue);
    given()
        .get("/v1/attestations/" + issue.messageId())
        .then()
        .statusCode(200)
        .body("answers[0].outcome", equalTo("signed"))
        .body("answers[0].round", equalTo(3));
  }

  @Test
  void signsATransferFoundAtItsSourceAndTheSameAgain() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);

    JsonNode first = scenario.ask(transfer, tx, 1);
    assertSignedMint(first, transfer);
    assertThat(scenario.ask(transfer, tx, 2).path("signature")).isEqualTo(first.path("signature"));

    String supply = "/v1/assets/" + isin + "/supply";
    Scenario.await(supply, "inFlightSu", "500000000");
    given()
        .get("/v1/in-flight")
        .then()
        .body("find { it.messageId == '" + transfer.messageId() + "' }.amountShares", equalTo("5"));
    chains.base.mint(transfer);
    Scenario.await(supply, "inFlightSu", "0");
    given()
        .get(supply)
        .then()
        .body("differenceSu", equalTo("0"))
        .body("verdict", equalTo("ok"))
        .body("totalSupplyShares", equalTo("20"));
    assertRefused(scenario.ask(transfer, tx, 3), "ALREADY_DONE");
  }

  @Test
  void refusesWhatTheSourceDoesNotShow() {
    Isin isin = scenario.issued(20);
    Message real = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(real);
    Message more =
        Scenario.message(
            MessageKind.TRANSFER,
            real.sourceDomain(),
            real.destinationDomain(),
            real.sourceRef(),
            isin,
            6,
            real.recipient());
    assertRefused(scenario.ask(more, tx, 1), "UNVERIFIED_SOURCE");

    assertRefused(scenario.ask(real, more.encode(), "mint", tx, 1, null), "UNVERIFIED_SOURCE");
    assertRefused(scenario.ask(real, new byte[130], "mint", tx, 2, null), "UNVERIFIED_SOURCE");
    assertRefused(scenario.ask(real, "0x" + "9".repeat(64), 3), "UNVERIFIED_SOURCE");
    assertRefused(scenario.ask(real, real.encode(), "redeem", tx, 4, null), "UNVERIFIED_SOURCE");
    assertRefused(scenario.ask(real, real.encode(), "cancel", tx, 5, null), "PURPOSE_UNKNOWN");
    assertSignedMint(scenario.ask(real, tx, 6), real);
  }

  @Test
  void refusesABurnFromAnotherContractAndOneThatIsNotFinal() {
    Isin isin = scenario.issued(20);
    Message forged = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = "0x" + "7".repeat(64);
    // The reader knows the pinned gateway only, so another contract's log is no burn.
    chains.arbitrum.lookup(
        tx, new TransactionLookup.Found(chains.arbitrum.finalizedHead(), List.of()));
    assertRefused(scenario.ask(forged, tx, 1), "UNVERIFIED_SOURCE");

    Instant retryAt = Instant.parse("2030-01-01T00:00:00Z");
    chains.arbitrum.lookup(tx, new TransactionLookup.NotFinal(99, retryAt));
    JsonNode answer = scenario.ask(forged, tx, 2);
    assertRefused(answer, "NOT_FINAL");
    assertThat(Instant.parse(answer.path("refusal").path("retryAt").asText())).isEqualTo(retryAt);
  }

  @Test
  void refusesWhileNodesDisagreeOrAreAway() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    chains.arbitrum.disagreeing(true);
    assertRefused(scenario.ask(transfer, tx, 1), "SOURCE_DISAGREEMENT");
    chains.arbitrum.disagreeing(false);
    chains.arbitrum.unavailable(true);
    assertRefused(scenario.ask(transfer, tx, 2), "STALE_VIEW");
    given().get("/q/health/ready").then().body(containsString("domain 412346"));
    chains.arbitrum.unavailable(false);
    assertSignedMint(scenario.ask(transfer, tx, 3), transfer);
  }

  @Test
  void refusesAtEachGateOfTheDestination() {
    Isin isin = scenario.issued(20);
    Message transfer = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(transfer);
    chains.base.canonical(false);
    assertRefused(scenario.ask(transfer, tx, 1), "NOT_CANONICAL");
    chains.base.canonical(true);
    chains.base.refuseRecipients(true);
    assertRefused(scenario.ask(transfer, tx, 2), "RECIPIENT_REFUSED");
    chains.base.refuseRecipients(false);
    chains.base.status(transfer.eventId(), MintStatus.State.CANCELLED);
    assertRefused(scenario.ask(transfer, tx, 3), "ALREADY_DONE");
    chains.base.status(transfer.eventId(), MintStatus.State.NONE);
    chains.base.epoch(isin, 1);
    Bus.pause();
    awaitRefusal(transfer, tx, 10, "EPOCH_MISMATCH");
    chains.base.epoch(isin, 0);
    chains.base.halted(true);
    awaitRefusal(transfer, tx, 100, "HALTED");
    chains.base.halted(false);
    awaitSigned(transfer, tx, 200);
  }

  @Test
  void refusesAboveItsOwnBudget() {
    Isin isin = scenario.issued(5000);
    Message large = Scenario.transfer(isin, Scenario.BASE, 1001);
    assertRefused(scenario.ask(large, chains.arbitrum.burn(large), 1), "OVER_BUDGET");
    Message first = Scenario.transfer(isin, Scenario.BASE, 600);
    assertSignedMint(scenario.ask(first, chains.arbitrum.burn(first), 1), first);
    Message second = Scenario.transfer(isin, Scenario.BASE, 600);
    JsonNode answer = scenario.ask(second, chains.arbitrum.burn(second), 1);
    assertRefused(answer, "OVER_BUDGET");
    assertThat(answer.path("refusal").path("retryAt").asText()).isNotEmpty();
  }

  @Test
  void neverSignsTwoContentsForOneEvent() {
    Isin isin = scenario.issued(20);
    Message first = Scenario.transfer(isin, Scenario.BASE, 5);
    String tx = chains.arbitrum.burn(first);
    assertSignedMint(scenario.ask(first, tx, 1), first);
    Message second =
        Scenario.message(
            MessageKind.TRANSFER,
            first.sourceDomain(),
            first.destinationDomain(),
            first.sourceRef(),
            isin,
            4,
            first.recipient());
    // All nodes of this attester lie now: the record still stands.
    chains.arbitrum.lookup(
        tx,
        new TransactionLookup.Found(
            chains.arbitrum.finalizedHead(),
            List.of(
                new io.stockbridge.chains.ChainEvent.Burned(
                    new io.stockbridge.chains.EventLocation(Scenario.ARBITRUM, tx, 0),
                    chains.arbitrum.finalizedHead(),
                    second))));
    assertRefused(scenario.ask(second, tx, 1), "EQUIVOCATION");
  }

  @Test
  void signsTheReleaseOfARedemption() {
    Isin isin = scenario.issued(20);
    assertRedemptionSigned(redemption(isin));
    Scenario.await("/v1/assets/" + isin + "/supply", "redeemedSu", "300000000");
  }
}
