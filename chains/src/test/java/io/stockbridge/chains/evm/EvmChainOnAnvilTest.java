package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.ReorgBelowFinalityException;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.merkle.StandardMerkleTree;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The main job of one EVM chain against the real contracts; each step builds on those before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvmChainOnAnvilTest {
  private static final DomainId SOLANA = DomainId.SOLANA_LOCAL;
  static final EvmAddress HOLDER = EvmDeployment.DEPLOYER.address();
  static final UniversalAddress SOLANA_WALLET = new UniversalAddress(EvmSamples.fill(7));
  static final ShareAmount ISSUED = ShareAmount.ofShares("100");
  private static final ShareAmount BURNED = ShareAmount.ofShares("40.00000001");

  private static EvmDeployment deployment;
  private static EvmChainReader reader;

  @BeforeAll
  static void deploy() {
    deployment = EvmDeployment.start();
    reader = EvmChainReader.open(deployment.chain, deployment.settings());
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  @Order(1)
  void publishesASnapshotAndAppliesItsLeaves() {
    AssetLeaf leaf = EvmSamples.leaf();
    Bytes32 root = StandardMerkleTree.ofLeafHashes(List.of(leaf.leafHash())).root();
    Instant now = Instant.now().minusSeconds(2);
    SupplySnapshot snapshot =
        new SupplySnapshot(
            1,
            Instant.ofEpochSecond(now.getEpochSecond()),
            Instant.ofEpochSecond(now.plus(Duration.ofMinutes(30)).getEpochSecond()),
            Bytes32.ZERO,
            root,
            Bytes32.ZERO,
            Bytes32.ZERO,
            Bytes32.ZERO);
    Bytes32 digest =
        Eip712Digests.supplySnapshot(Eip712Domain.neutral(EvmDeployment.ENVIRONMENT), snapshot);
    assertThat(deployment.submitter.publishedSnapshot()).isEmpty();

    deployment.must(
        OracleCalls.publish(deployment.chain, snapshot, EvmDeployment.attestation(digest)));
    deployment.must(OracleCalls.applyLeaves(deployment.chain, List.of(leaf), List.of(List.of())));

    var published = deployment.submitter.publishedSnapshot().orElseThrow();
    assertThat(published.epoch()).isEqualTo(1);
    assertThat(published.digest()).isEqualTo(digest);
    assertThat(published.cutTime()).isEqualTo(snapshot.cutTime());
    assertThat(published.validUntil()).isEqualTo(snapshot.validUntil());
    assertThat(deployment.submitter.issueCap(EvmDeployment.AAPLX))
        .isEqualTo(ShareAmount.ofShares("1000"));
  }

  @Test
  @Order(2)
  void mintsAnIssueAndReadsItBack() {
    Message issue = EvmSamples.issue("ORD-1");
    assertThat(reader.statusOf(issue, Finality.LATEST).state()).isEqualTo(MintStatus.State.NONE);

    deployment.must(
        GatewayCalls.mint(deployment.chain, issue.encode(), deployment.mintAttestation(issue)));

    assertThat(reader.statusOf(issue, Finality.LATEST).state()).isEqualTo(MintStatus.State.MINTED);
    deployment.anvil.mine(3);
    assertThat(reader.statusOf(issue, Finality.FINALIZED).state())
        .isEqualTo(MintStatus.State.MINTED);
  }

  @Test
  @Order(3)
  void tellsNotFinalFromFinal() {
    EvmReceipt receipt =
        deployment.must(
            GatewayCalls.burn(
                deployment.chain, EvmDeployment.AAPLX, BURNED, SOLANA, SOLANA_WALLET));
    String hash = receipt.transactionHash().toString();

    assertThat(reader.burnsIn(hash)).isInstanceOf(TransactionLookup.NotFinal.class);
    assertThat(reader.burnsIn(EvmSamples.fill(9).toString()))
        .isEqualTo(new TransactionLookup.NotFound());

    deployment.anvil.mine(3);
    TransactionLookup.Found found = (TransactionLookup.Found) reader.burnsIn(hash);
    Message message = ((ChainEvent.Burned) found.burns().get(0)).message();
    assertThat(message)
        .isEqualTo(
            new Message(
                MessageKind.TRANSFER,
                EvmDeployment.DOMAIN,
                SOLANA,
                SourceRef.evmSequence(1),
                EvmDeployment.AAPLX,
                BURNED,
                ActionEpoch.ZERO,
                HOLDER.toUniversal(),
                SOLANA_WALLET));
    assertThat(found.position().height()).isEqualTo(receipt.blockNumber());
  }

  @Test
  @Order(4)
  void replaysEventsToTheSupplyInState() {
    ChainPosition head = reader.finalizedHead();
    List<ChainEvent> events = readAll(head, 1000);

    assertThat(events).hasSize(2);
    ChainEvent.Minted minted = (ChainEvent.Minted) events.get(0);
    assertThat(minted.message()).contains(EvmSamples.issue("ORD-1"));
    assertThat(minted.recipient()).isEqualTo(HOLDER.toUniversal());
    assertThat(events.get(1)).isInstanceOf(ChainEvent.Burned.class);
    SupplyReading state = reader.suppliesAt(head, List.of(EvmDeployment.AAPLX));
    AssetSupply supply = state.assets().get(EvmDeployment.AAPLX);
    assertThat(supply.supply()).isEqualTo(ISSUED.subtract(BURNED));
    assertThat(supply.supply().toBigInteger())
        .isEqualTo(
            events.stream()
                .map(ChainEvent::supplyChangeSu)
                .reduce(BigInteger.ZERO, BigInteger::add));
    assertThat(supply.issued()).contains(ISSUED);
    assertThat(supply.redeemed()).contains(ShareAmount.ZERO);
    assertThat(supply.issueCap()).contains(ShareAmount.ofShares("1000"));
    assertThat(supply.halted()).isFalse();
    assertThat(state.burnSequence()).contains(1L);
  }

  @Test
  @Order(5)
  void pagesOneBlockAtATimeGiveTheSameEvents() {
    ChainPosition head = reader.finalizedHead();
    assertThat(readAll(head, 1)).isEqualTo(readAll(head, 1000));
  }

  @Test
  @Order(6)
  void refusesACursorOfAnotherChain() {
    ChainPosition head = reader.finalizedHead();
    EventCursor forged =
        new EvmCursor(head.height() - 1, Optional.of(EvmSamples.fill(1)), 1)
            .toCursor(EvmDeployment.DOMAIN);
    assertThatThrownBy(() -> reader.eventsAfter(forged, head, 10))
        .isInstanceOf(ReorgBelowFinalityException.class)
        .hasMessageContaining("the block of the cursor");
  }

  @Test
  @Order(7)
  void decodesCustomErrorsOfSimulations() {
    Message issue = EvmSamples.issue("ORD-1");
    EvmSimulation replay =
        deployment.submitter.simulate(
            HOLDER,
            GatewayCalls.mint(deployment.chain, issue.encode(), deployment.mintAttestation(issue)));
    assertThat(((EvmSimulation.Reverts) replay).error().describe())
        .isEqualTo("AlreadyMinted(sourceDomain=0, sourceRef=" + issue.sourceRef() + ")");

    Message transfer = EvmSamples.transferIn(ShareAmount.ofShares("900"), 1);
    deployment.must(
        GatewayCalls.mint(
            deployment.chain, transfer.encode(), deployment.mintAttestation(transfer)));
    Message tooMuch = EvmSamples.transferIn(ShareAmount.ofShares("500"), 2);
    EvmSimulation limited =
        deployment.submitter.simulate(
            HOLDER,
            GatewayCalls.mint(
                deployment.chain, tooMuch.encode(), deployment.mintAttestation(tooMuch)));
    var error = ((EvmSimulation.Reverts) limited).error();
    assertThat(error.name()).isEqualTo("RateLimited");
    assertThat(error.arguments().get(0).value()).isEqualTo("CH1436219187");
    assertThat(error.retryAt().orElseThrow()).isAfter(Instant.now());
  }

  @Test
  @Order(8)
  void cancelsHaltsAndShowsBoth() {
    Message never = EvmSamples.transferIn(ShareAmount.ofShares("1"), 3);
    Eip712Domain domain =
        Eip712Domain.gateway(
            EvmDeployment.ENVIRONMENT, EvmDeployment.DOMAIN, deployment.chain.gateway());
    byte[] attestation = EvmDeployment.attestation(Eip712Digests.cancel(domain, never.messageId()));
    deployment.must(GatewayCalls.cancel(deployment.chain, never.encode(), attestation));
    deployment.must(GatewayCalls.halt(deployment.chain, EvmDeployment.AAPLX));
    deployment.must(GatewayCalls.haltAll(deployment.chain));
    deployment.anvil.mine(3);

    ChainPosition head = reader.finalizedHead();
    List<ChainEvent> events = readAll(head, 1000);
    assertThat(events.subList(events.size() - 3, events.size()))
        .satisfiesExactly(
            e -> assertThat(((ChainEvent.Cancelled) e).message()).contains(never),
            e -> assertThat(((ChainEvent.HaltChanged) e).isin()).contains(EvmDeployment.AAPLX),
            e -> assertThat(((ChainEvent.HaltChanged) e).isin()).isEmpty());
    assertThat(reader.statusOf(never, Finality.FINALIZED).state())
        .isEqualTo(MintStatus.State.CANCELLED);
    SupplyReading state = reader.suppliesAt(head, List.of(EvmDeployment.AAPLX));
    assertThat(state.allHalted()).isTrue();
    assertThat(state.assets().get(EvmDeployment.AAPLX).halted()).isTrue();
  }

  @Test
  @Order(9)
  void checksRecipientsAndTokens() {
    EvmAddress token = deployment.token();
    assertThat(reader.recipient(HOLDER.toUniversal(), EvmDeployment.AAPLX))
        .isEqualTo(new RecipientCheck.Accepted());
    assertThat(reason(token.toUniversal())).isEqualTo(RecipientCheck.Reason.OWN_CONTRACT);
    assertThat(reason(SOLANA_WALLET)).isEqualTo(RecipientCheck.Reason.NOT_AN_ADDRESS);
    deployment.must(
        ContractFunction.call(
            token, "setBlocked(address,bool)", AbiValue.of(HOLDER), AbiValue.of(1)));
    deployment.anvil.mine(3);
    assertThat(reason(HOLDER.toUniversal())).isEqualTo(RecipientCheck.Reason.BLOCKED);

    assertThat(reader.canonicalToken(EvmDeployment.AAPLX, HOLDER.toUniversal()))
        .isInstanceOf(TokenCheck.NotCanonical.class);
    AbiValue line =
        new AbiValue.Tuple(
            List.of(
                AbiValue.of(EvmDeployment.AAPLX),
                AbiValue.of(EvmDeployment.DOMAIN.value()),
                AbiValue.of(token.toUniversal().value())));
    deployment.must(
        ContractFunction.call(
            deployment.chain.canonicalRegistry(),
            "record((bytes12,uint32,bytes32)[])",
            new AbiValue.Array(List.of(line))));
    deployment.anvil.mine(3);
    assertThat(reader.canonicalToken(EvmDeployment.AAPLX, token.toUniversal()))
        .isInstanceOf(TokenCheck.Canonical.class);
    assertThat(reader.health().isUp()).isTrue();
  }

  private static RecipientCheck.Reason reason(UniversalAddress recipient) {
    return ((RecipientCheck.Refused) reader.recipient(recipient, EvmDeployment.AAPLX)).reason();
  }

  private static List<ChainEvent> readAll(ChainPosition head, int maxEvents) {
    List<ChainEvent> events = new ArrayList<>();
    EventCursor cursor = reader.startCursor();
    for (int pages = 0; pages < 100; pages++) {
      EventPage page = reader.eventsAfter(cursor, head, maxEvents);
      events.addAll(page.events());
      cursor = page.next();
      if (page.complete()) {
        return events;
      }
    }
    throw new AssertionError("no end of pages");
  }
}
