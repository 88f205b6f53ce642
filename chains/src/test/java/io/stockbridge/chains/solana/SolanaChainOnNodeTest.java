package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.ReorgBelowFinalityException;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.SolanaSimulation;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.chains.UnroutableReason;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.BurnMemo;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The main job on Solana with the real programs; each step builds on those before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SolanaChainOnNodeTest {
  private static final DomainId ARBITRUM = DomainId.of(412346);
  private static final Ed25519Key HOLDER = SolanaDeployment.key("holder");
  private static final UniversalAddress EVM_WALLET =
      EvmAddress.of("0x00000000000000000000000000000000000000aa").toUniversal();
  private static final ShareAmount AMOUNT = ShareAmount.ofShares("12.5");
  private static final ShareAmount BURNED = ShareAmount.ofShares("2.00000001");

  @TempDir private static Path folder;
  private static SolanaDeployment deployment;
  private static SolanaChainReader reader;
  private static String mintSignature = "";
  private static String burnSignature = "";

  @BeforeAll
  static void deploy() throws IOException {
    deployment = SolanaDeployment.start(folder);
    reader =
        SolanaChainReader.open(
            deployment.chain,
            deployment.settings(),
            () -> Map.of(SolanaDeployment.AAPLX, deployment.mint));
    deployment.airdrop(HOLDER.solanaAddress());
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  @Order(1)
  void recognisesTheCanonicalMintAndPossibleRecipients() {
    assertThat(reader.canonicalToken(SolanaDeployment.AAPLX, deployment.mint.toUniversal()))
        .isInstanceOf(TokenCheck.Canonical.class);
    assertThat(
            reader.canonicalToken(
                SolanaDeployment.AAPLX, deployment.chain.groupMint().toUniversal()))
        .isInstanceOf(TokenCheck.NotCanonical.class);
    assertThat(recipient(HOLDER.solanaAddress())).isEqualTo(new RecipientCheck.Accepted());
    assertThat(reason(deployment.chain.multisig())).isEqualTo(RecipientCheck.Reason.OWN_CONTRACT);
    SolanaAddress account =
        AssociatedTokenAccount.address(
            HOLDER.solanaAddress(), deployment.mint, deployment.chain.tokenProgram());
    assertThat(reason(account)).isEqualTo(RecipientCheck.Reason.NOT_A_WALLET);
    assertThat(reader.health().isUp()).isTrue();
  }

  @Test
  @Order(2)
  void mintsOnceAndReadsTheMarker() {
    Message message = transfer(1);
    assertThat(reader.statusOf(message, Finality.LATEST).state()).isEqualTo(MintStatus.State.NONE);
    SolanaTransaction mint = signed(message, 0, 1);
    assertThat(deployment.submitter.simulate(mint)).isInstanceOf(SolanaSimulation.Passes.class);
    mintSignature = mint.signature();

    assertThat(deployment.send(mint)).isEmpty();

    MintStatus status = reader.statusOf(message, Finality.FINALIZED);
    assertThat(status.state()).isEqualTo(MintStatus.State.MINTED);
    assertThat(status.txId()).contains(mintSignature);
    assertThat(reader.statusOf(message, Finality.LATEST).txId()).contains(mintSignature);
    assertThat(deployment.submitter.send(mint)).isEqualTo(new SendOutcome.Accepted());
  }

  @Test
  @Order(3)
  void refusesASecondMintOfOneEventAndOneSignatureOfTwo() {
    SolanaTransaction second = signed(transfer(1), 1, 2);
    assertThat(deployment.submitter.simulate(second)).isInstanceOf(SolanaSimulation.Fails.class);
    assertThat(deployment.submitter.send(second)).isInstanceOf(SendOutcome.Refused.class);

    SolanaTransaction unsigned = unsigned(transfer(2), List.of(0));
    SolanaTransaction one =
        unsigned
            .signedBy(SolanaDeployment.RELAYER)
            .signedBy(SolanaDeployment.REPLAY_AUTHORITY)
            .signedBy(SolanaDeployment.ATTESTERS.get(0));
    assertThat(deployment.submitter.simulate(one)).isInstanceOf(SolanaSimulation.Fails.class);
  }

  @Test
  @Order(4)
  void findsABurnByItsTransaction() {
    SolanaTransaction burn = burn(new BurnMemo(ARBITRUM, EVM_WALLET), BURNED);
    burnSignature = burn.signature();
    assertThat(reader.burnsIn(burnSignature)).isEqualTo(new TransactionLookup.NotFound());
    assertThat(deployment.send(burn)).isEmpty();

    var found = (TransactionLookup.Found) reader.burnsIn(burnSignature);

    assertThat(found.burns()).hasSize(1);
    assertThat(((ChainEvent.Burned) found.burns().get(0)).message()).isEqualTo(burnMessage());
    assertThat(reader.burnsIn(mintSignature))
        .isEqualTo(
            new TransactionLookup.Found(
                ((TransactionLookup.Found) reader.burnsIn(mintSignature)).position(), List.of()));
  }

  @Test
  @Order(5)
  void surfacesABurnWithoutMemo() {
    List<SolanaInstruction> only =
        List.of(
            SolanaInstructions.burnChecked(
                deployment.chain.tokenProgram(),
                AssociatedTokenAccount.address(
                    HOLDER.solanaAddress(), deployment.mint, deployment.chain.tokenProgram()),
                deployment.mint,
                HOLDER.solanaAddress(),
                ShareAmount.ofSu(5)));
    SolanaTransaction burn =
        MessageCompiler.compile(HOLDER.solanaAddress(), only, deployment.lease().blockhash())
            .signedBy(HOLDER);
    assertThat(deployment.send(burn)).isEmpty();

    var found = (TransactionLookup.Found) reader.burnsIn(burn.signature());
    ChainEvent.UnroutableBurn event = (ChainEvent.UnroutableBurn) found.burns().get(0);
    assertThat(event.reason()).isEqualTo(UnroutableReason.NO_MEMO);
    assertThat(event.amount()).isEqualTo(ShareAmount.ofSu(5));
    assertThat(event.owner()).isEqualTo(HOLDER.solanaAddress().toUniversal());
  }

  @Test
  @Order(6)
  void replaysEventsToTheSupplyInState() {
    ChainPosition head = reader.finalizedHead();
    List<ChainEvent> events = readAll(head, 1000);

    assertThat(events).hasSize(3);
    ChainEvent.Minted minted = (ChainEvent.Minted) events.get(0);
    assertThat(minted.messageId()).isEqualTo(transfer(1).messageId());
    assertThat(minted.amount()).isEqualTo(AMOUNT);
    assertThat(minted.recipient()).isEqualTo(HOLDER.solanaAddress().toUniversal());
    assertThat(((ChainEvent.Burned) events.get(1)).message()).isEqualTo(burnMessage());
    assertThat(events.get(2)).isInstanceOf(ChainEvent.UnroutableBurn.class);
    AssetSupply supply =
        reader
            .suppliesAt(head, List.of(SolanaDeployment.AAPLX))
            .assets()
            .get(SolanaDeployment.AAPLX);
    assertThat(supply.supply().toBigInteger())
        .isEqualTo(
            events.stream()
                .map(ChainEvent::supplyChangeSu)
                .reduce(BigInteger.ZERO, BigInteger::add));
    assertThat(supply.epoch()).isEqualTo(ActionEpoch.ZERO);
    assertThat(supply.halted()).isFalse();
    assertThat(readAll(head, 1)).isEqualTo(events);
  }

  @Test
  @Order(7)
  void refusesACursorOfAnotherChain() {
    ChainPosition head = reader.finalizedHead();
    SolanaCursor.Read read =
        new SolanaCursor.Read(burnSignature, head.height() + 1, ActionEpoch.ZERO);
    EventCursor forged =
        new SolanaCursor(Map.of(deployment.mint, read)).toCursor(deployment.chain.domain());
    assertThatThrownBy(() -> reader.eventsAfter(forged, head, 10))
        .isInstanceOf(ReorgBelowFinalityException.class);
  }

  @Test
  @Order(8)
  void tellsWhenABlockhashExpires() {
    BlockhashLease lease = deployment.lease();
    assertThat(deployment.submitter.isBlockhashValid(lease.blockhash())).isTrue();
    assertThat(lease.lastValidBlockHeight()).isGreaterThan(deployment.submitter.blockHeight());
    assertThat(deployment.submitter.isBlockhashValid(transfer(9).messageId().value())).isFalse();
    assertThat(deployment.submitter.computeUnitPrice(deployment.mint)).isNotNegative();
    assertThat(deployment.submitter.rentExemption(0)).isEqualTo(890_880);
  }

  private static RecipientCheck recipient(SolanaAddress account) {
    return reader.recipient(account.toUniversal(), SolanaDeployment.AAPLX);
  }

  private static RecipientCheck.Reason reason(SolanaAddress account) {
    return ((RecipientCheck.Refused) recipient(account)).reason();
  }

  private static SolanaTransaction signed(Message message, int first, int second) {
    return unsigned(message, List.of(first, second))
        .signedBy(SolanaDeployment.RELAYER)
        .signedBy(SolanaDeployment.REPLAY_AUTHORITY)
        .signedBy(SolanaDeployment.ATTESTERS.get(first))
        .signedBy(SolanaDeployment.ATTESTERS.get(second));
  }

  private static SolanaTransaction unsigned(Message message, List<Integer> signers) {
    BlockhashLease lease = deployment.lease();
    SolanaMintPlan plan =
        new SolanaMintPlan(
            lease.blockhash(),
            lease.lastValidBlockHeight(),
            SolanaDeployment.RELAYER.solanaAddress(),
            signers.stream()
                .map(index -> SolanaDeployment.ATTESTERS.get(index).solanaAddress())
                .toList(),
            1_000,
            120_000,
            deployment.submitter.rentExemption(0));
    return SolanaMintTransaction.build(deployment.chain, plan, message, deployment.mint);
  }

  private static SolanaTransaction burn(BurnMemo memo, ShareAmount amount) {
    return SolanaBurnTransaction.build(
            deployment.chain,
            HOLDER.solanaAddress(),
            deployment.mint,
            amount,
            memo,
            deployment.lease().blockhash(),
            0)
        .signedBy(HOLDER);
  }

  private static Message burnMessage() {
    return new Message(
        MessageKind.TRANSFER,
        DomainId.SOLANA_LOCAL,
        ARBITRUM,
        SourceRef.solanaBurn(SolanaRpc.signatureBytes(burnSignature), 2),
        SolanaDeployment.AAPLX,
        BURNED,
        ActionEpoch.ZERO,
        HOLDER.solanaAddress().toUniversal(),
        EVM_WALLET);
  }

  private static Message transfer(long sequence) {
    return new Message(
        MessageKind.TRANSFER,
        ARBITRUM,
        DomainId.SOLANA_LOCAL,
        SourceRef.evmSequence(sequence),
        SolanaDeployment.AAPLX,
        AMOUNT,
        ActionEpoch.ZERO,
        EVM_WALLET,
        HOLDER.solanaAddress().toUniversal());
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
