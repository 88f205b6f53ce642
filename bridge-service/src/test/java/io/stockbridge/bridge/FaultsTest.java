package io.stockbridge.bridge;

import static io.stockbridge.bridge.fakes.TestNetwork.ARBITRUM;
import static io.stockbridge.bridge.fakes.TestNetwork.BASE;
import static io.stockbridge.bridge.fakes.TestNetwork.SOLANA;
import static io.stockbridge.protocol.transfer.TransferState.ATTESTED;
import static io.stockbridge.protocol.transfer.TransferState.ATTESTING;
import static io.stockbridge.protocol.transfer.TransferState.COMPLETED;
import static io.stockbridge.protocol.transfer.TransferState.HELD;
import static io.stockbridge.protocol.transfer.TransferState.SUBMITTED;
import static io.stockbridge.protocol.transfer.TransferState.UNROUTABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.bridge.fakes.FakeAttesters.Mood;
import io.stockbridge.bridge.fakes.FakeEvm;
import io.stockbridge.bridge.fakes.TestNetwork;
import io.stockbridge.bridge.fakes.TestTopics;
import io.stockbridge.bridge.transfers.Reason;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.UnroutableReason;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ShareAmount;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FaultsTest extends BridgeTest {
  private static final String ANSWERS = "stockbridge.attestations.answers";

  @Inject MeterRegistry meters;

  @Test
  void holdsARefusedTransferAndTriesItAgain() {
    Instant soon = Instant.now().plusMillis(300);
    attesters.mood("attester-1", new Mood.Refusing("SUPPLY_MISMATCH", soon));
    attesters.mood("attester-2", new Mood.Refusing("SUPPLY_MISMATCH", soon));
    Message message = burn(ARBITRUM, BASE);
    awaitState(message, HELD);
    Reason reason = transfer(message).reason().orElseThrow();
    assertThat(reason.code()).isEqualTo("SUPPLY_MISMATCH");
    assertThat(reason.detail()).contains("attester-1, attester-2");
    assertThat(reason.retryAt()).isPresent();
    attesters.allWilling();
    awaitState(message, COMPLETED);
    assertThat(states(message)).containsSubsequence(ATTESTING, HELD, ATTESTING, ATTESTED);
  }

  @Test
  void asksAgainSoonWhateverTimeAndCodeARefusalNames() {
    Instant never = Instant.parse("9999-01-01T00:00:00Z");
    attesters.mood("attester-1", new Mood.Refusing("INVENTED_CODE", never));
    attesters.mood("attester-2", new Mood.Refusing("UNBACKED", never));
    Message message = burn(ARBITRUM, BASE);
    awaitState(message, HELD);
    assertThat(meters.find(ANSWERS).tag("code", "INVENTED_CODE").counter()).isNull();
    assertThat(meters.get(ANSWERS).tag("code", "other").counter().count()).isPositive();
    attesters.allWilling();
    awaitState(message, COMPLETED);
  }

  @Test
  void endsAHoldWhenThoseSaidToRefuseSign() {
    Instant never = Instant.parse("9999-01-01T00:00:00Z");
    attesters.mood("attester-1", new Mood.Refusing("UNBACKED", never));
    attesters.mood("attester-2", new Mood.Refusing("UNBACKED", never));
    Message message = burn(ARBITRUM, BASE);
    awaitState(message, HELD);
    Instant heldUntil = transfer(message).reason().orElseThrow().retryAt().orElseThrow();
    attesters.allWilling();
    attesters.sign("attester-1", attesters.requestsFor(message).getFirst());
    awaitState(message, COMPLETED);
    assertThat(Instant.now()).isBefore(heldUntil);
  }

  @Test
  void goesOnWithOneAttesterSilentOnEveryKindOfChain() {
    attesters.mood("attester-1", new Mood.Silent());
    Message toEvm = burn(ARBITRUM, BASE);
    Message toSolana = burn(BASE, SOLANA);
    awaitState(toEvm, COMPLETED);
    awaitState(toSolana, COMPLETED);
  }

  @Test
  void waitsAsAttestingAndNamesTheSilentUntilTheyAnswer() {
    attesters.mood("attester-2", new Mood.Silent());
    attesters.mood("attester-3", new Mood.Silent());
    Message toEvm = burn(ARBITRUM, BASE);
    Message toSolana = burn(ARBITRUM, SOLANA);
    Reason reason = awaitReason(toEvm, "ATTESTERS_SILENT");
    awaitReason(toSolana, "ATTESTERS_SILENT");
    assertThat(transfer(toEvm).state()).isEqualTo(ATTESTING);
    assertThat(reason.detail()).isEqualTo("no answer from attester-2, attester-3");
    attesters.allWilling();
    awaitState(toEvm, COMPLETED);
    awaitState(toSolana, COMPLETED);
  }

  @Test
  void asksForANewSolanaRoundWhenTheBlockhashExpires() {
    ports.solana.dropping(true);
    Message message = burn(ARBITRUM, SOLANA);
    awaitState(message, SUBMITTED);
    int round = transfer(message).round();
    ports.solana.advance(200);
    await("a new round", () -> transfer(message).round() > round);
    ports.solana.dropping(false);
    awaitState(message, COMPLETED);
    assertThat(ports.solana.mintsOf(message)).isEqualTo(1);
  }

  @Test
  void countsADuplicatedAnswerOnceAndPutsForgedOnesAside() {
    try (TestTopics.Follower deadLetters = topics.follow("attestation.signatures.v1.dlq")) {
      attesters.duplicateAnswers(3);
      attesters.mood("attester-1", new Mood.Forging());
      Message message = burn(ARBITRUM, BASE);
      awaitState(message, COMPLETED);
      assertThat(ports.base.mintsOf(message)).isEqualTo(1);
      await(
          "the dead letter",
          () ->
              deadLetters.records().stream()
                  .anyMatch(r -> message.messageId().toString().equals(r.key())));
    }
  }

  @Test
  void showsWhyAnAttestedMintWaitsAndSendsItWhenItMayPass() {
    ports.base.reverting(Optional.of(FakeEvm.error("IssueCapExceeded", Optional.empty())));
    Message message = burn(ARBITRUM, BASE);
    Reason reason = awaitReason(message, "ISSUE_CAP_EXCEEDED");
    assertThat(transfer(message).state()).isEqualTo(ATTESTED);
    assertThat(reason.retryAt()).isPresent();
    ports.base.reverting(Optional.empty());
    awaitState(message, COMPLETED);
  }

  @Test
  void paysMoreForAStuckTransactionAndRestoresALostOne() {
    ports.base.requireFee(BigInteger.valueOf(4_500_000_000L));
    Message stuck = burn(ARBITRUM, BASE);
    awaitState(stuck, SUBMITTED);
    ports.base.dropPool();
    Message behind = burn(ARBITRUM, BASE);
    awaitState(stuck, COMPLETED);
    ports.base.requireFee(BigInteger.ZERO);
    awaitState(behind, COMPLETED);
    assertThat(ports.base.mintsOf(stuck) + ports.base.mintsOf(behind)).isEqualTo(2);
  }

  @Test
  void finishesExactlyOnceWhicheverCallOfAChainFails() {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 8; call++) {
        ports.faults.failCall(call, after);
        Message message = burn(ARBITRUM, call % 2 == 0 ? BASE : SOLANA);
        awaitState(message, COMPLETED);
        assertThat(ports.chain(message.destinationDomain()).mintsOf(message)).isEqualTo(1);
      }
    }
  }

  @Test
  void readsOnWhereItStoppedWhenAChainComesBack() {
    ports.faults.down(ARBITRUM, true);
    Message message = burn(ARBITRUM, BASE);
    ports.faults.down(ARBITRUM, false);
    awaitState(message, COMPLETED);
  }

  @Test
  void recordsAnUnroutableBurnOnce() {
    String txId = txId(SOLANA, 7_777_777);
    for (int i = 0; i < 2; i++) {
      ports.solana.emit(
          (location, position) ->
              new ChainEvent.UnroutableBurn(
                  location,
                  position,
                  TestNetwork.ISIN,
                  ShareAmount.ofSu(5),
                  account(SOLANA),
                  UnroutableReason.NO_MEMO,
                  "no memo after the burn"),
          txId);
    }
    String id = EventId.of(SOLANA, SourceRef.solanaBurn(Base58.decode(txId, 64), 0)).toString();
    await("the row", () -> database.inTransaction(tx -> transfers.find(tx, id)).isPresent());
    var transfer = database.inTransaction(tx -> transfers.find(tx, id)).orElseThrow();
    assertThat(transfer.state()).isEqualTo(UNROUTABLE);
    assertThat(transfer.reason().orElseThrow().code()).isEqualTo("NO_MEMO");
    assertThat(transfer.message()).isEmpty();
  }

  @Test
  void putsBadRecordsAsideAndStaysUp() {
    try (TestTopics.Follower assetsAside = topics.follow("registry.assets.v1.dlq");
        TestTopics.Follower custodyAside = topics.follow("custody.statements.v1.dlq")) {
      publishAsset("{\"schema\":1,\"isin\":\"CH1436219187\"}", TestNetwork.CUSTODIAN);
      topics.publishRaw("registry.assets.v1", "x", "not json");
      ObjectNode data = TestTopics.JSON.createObjectNode().put("custodian", "nobody");
      data.put("payload", "e30=").put("signature", "AA==");
      topics.publish("custody.statements.v1", "nobody", "StatementReceived", data);
      await("assets aside", () -> assetsAside.records().size() >= 2);
      await("custody aside", () -> !custodyAside.records().isEmpty());
      Message message = burn(ARBITRUM, BASE);
      awaitState(message, COMPLETED);
    }
  }

  @Test
  void takesNoOlderAssetRecordAndNoForgedRelease() {
    publishAsset(9);
    await(
        "version 9",
        () ->
            database.inTransaction(tx -> assets.find(tx, TestNetwork.ISIN)).orElseThrow().version()
                == 9);
    publishAsset(4);
    Message redemption = burn(ARBITRUM, DomainId.CUSTODY);
    awaitState(redemption, SUBMITTED);
    publishStatement(TestNetwork.REGISTRAR, redemption);
    long sequence = publishStatement(TestNetwork.CUSTODIAN, redemption);
    awaitState(redemption, COMPLETED);
    assertThat(transfer(redemption).destinationTx()).contains("custodian-local#" + sequence);
    assertThat(
            database.inTransaction(tx -> assets.find(tx, TestNetwork.ISIN)).orElseThrow().version())
        .isEqualTo(9);
  }
}
