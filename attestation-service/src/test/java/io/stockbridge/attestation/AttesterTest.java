package io.stockbridge.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.attestation.testing.Bus;
import io.stockbridge.attestation.testing.FakeChains;
import io.stockbridge.attestation.testing.Scenario;
import io.stockbridge.attestation.testing.TestNetwork;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of one running attester share: its chains, its bus, and how answers are judged. */
abstract class AttesterTest {
  @Inject FakeChains chains;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  Bus bus;
  Scenario scenario;

  @BeforeEach
  void connect() {
    bus =
        new Bus(
            kafka,
            List.of(
                "attestation.signatures.v1",
                "attestation.verdicts.v1",
                "attestation.verdicts.v1.dlq",
                "attestation.snapshots.v1",
                "custody.statements.v1",
                "custody.statements.v1.dlq"));
    scenario = new Scenario(chains, bus);
  }

  @AfterEach
  void disconnect() {
    bus.close();
  }

  static void assertRefused(JsonNode answer, String code) {
    assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("refused");
    assertThat(answer.path("refusal").path("code").asText()).as(answer.toString()).isEqualTo(code);
    assertThat(answer.path("signature").isNull()).isTrue();
  }

  static void assertSignedMint(JsonNode answer, Message message) {
    assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("signed");
    EvmSignature signature = EvmSignature.of(answer.path("signature").asText());
    Eip712Domain gateway =
        Eip712Domain.gateway(
            "test", message.destinationDomain(), EvmAddress.of(TestNetwork.GATEWAY));
    assertThat(
            signature.isBy(
                TestNetwork.evm(1).address(), Eip712Digests.mint(gateway, message.messageId())))
        .isTrue();
  }

  static Message redemption(Isin isin) {
    return Scenario.message(
        MessageKind.REDEEM,
        Scenario.ARBITRUM,
        io.stockbridge.protocol.identifiers.DomainId.CUSTODY,
        Scenario.transfer(isin, Scenario.BASE, 1).sourceRef(),
        isin,
        3,
        io.stockbridge.protocol.identifiers.CustodyAccount.of("ACC-1").reference());
  }

  void assertRedemptionSigned(Message redeem) {
    String tx = chains.arbitrum.burn(redeem);
    JsonNode answer = scenario.ask(redeem, redeem.encode(), "redeem", tx, 1, null);
    assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("signed");
    assertThat(
            EvmSignature.of(answer.path("signature").asText())
                .isBy(
                    TestNetwork.evm(1).address(),
                    Eip712Digests.redeem(Eip712Domain.neutral("test"), redeem.messageId())))
        .isTrue();
  }

  void awaitRefusal(Message message, String tx, int round, String code) {
    for (int i = 0; i < 40; i++) {
      JsonNode answer = scenario.ask(message, tx, round + i);
      if (answer.path("refusal").path("code").asText().equals(code)) {
        return;
      }
      Bus.pause();
    }
    throw new AssertionError("never " + code);
  }

  void awaitSigned(Message message, String tx, int round) {
    for (int i = 0; i < 40; i++) {
      if (scenario.ask(message, tx, round + i).path("outcome").asText().equals("signed")) {
        return;
      }
      Bus.pause();
    }
    throw new AssertionError("never signed");
  }

  static void until(BooleanSupplier holds) {
    Instant end = Instant.now().plusSeconds(12);
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as("still waiting").isBefore(end);
      Bus.pause();
    }
  }
}
