package io.stockbridge.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.custody.Release;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.identity.Evidence.Finding;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountingIdentityTest {
  private static final Isin APPLE = Isin.of("CH1436219187");
  private static final DomainId ARBITRUM = DomainId.of(412346);
  private static final DomainId BASE = DomainId.of(84538453);
  private static final UniversalAddress ALICE =
      EvmAddress.of("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266").toUniversal();

  @Test
  void theIdentityHoldsAtEveryCutWhateverHappens() {
    Seeded seeded = Seeded.forTest("theIdentityHoldsAtEveryCutWhateverHappens");
    for (int run = 0; run < 60; run++) {
      RandomWorld world = new RandomWorld(seeded);
      world.run(80);
      List<LedgerEvent> shuffled = new ArrayList<>(world.events());
      Collections.shuffle(shuffled, new Random(seeded.nextLong()));
      for (int cut = 0; cut < 10; cut++) {
        AssetLedger ledger = AssetLedger.replay(RandomWorld.ISIN, shuffled, world.anyCut());
        assertThat(AccountingIdentity.addsUp(ledger).holds()).isTrue();
        assertThat(ledger.difference()).isEqualTo(BigInteger.ZERO);
      }
      AssetLedger now = AssetLedger.replay(RandomWorld.ISIN, shuffled, world.fullCut());
      assertThat(now.orphans()).isEmpty();
      assertThat(now.inFlightTotal()).isEqualTo(world.inFlight());
      assertThat(AccountingIdentity.stateIsReplay(world.supplies(), now).holds()).isTrue();
    }
  }

  @Test
  void aForgedMintBreaksTheChecks() {
    Seeded seeded = Seeded.forTest("aForgedMintBreaksTheChecks");
    RandomWorld world = new RandomWorld(seeded);
    world.run(60);
    Map<DomainId, ShareAmount> state = new HashMap<>(world.supplies());
    DomainId chain = RandomWorld.CHAINS.getFirst();
    state.merge(chain, ShareAmount.ofSu(1), ShareAmount::add);
    AssetLedger ledger = AssetLedger.replay(RandomWorld.ISIN, world.events(), world.fullCut());
    assertThat(findings(AccountingIdentity.stateIsReplay(state, ledger)))
        .containsExactly(Finding.STATE_DIFFERS_FROM_REPLAY);
    state.remove(chain);
    assertThat(findings(AccountingIdentity.stateIsReplay(state, ledger)))
        .containsExactly(Finding.CHAIN_MISSING);
  }

  @Test
  void mintingOneBurnTwiceIsSeen() {
    Message transfer = transfer("7");
    List<LedgerEvent> events =
        List.of(
            new LedgerEvent.Minted(ARBITRUM, 1, order("ORD-1", true).issueMessage()),
            new LedgerEvent.Burned(ARBITRUM, 2, Instant.EPOCH, transfer),
            new LedgerEvent.Minted(BASE, 1, transfer),
            new LedgerEvent.Minted(BASE, 2, transfer));
    AssetLedger ledger = AssetLedger.replay(APPLE, events, Map.of(ARBITRUM, 9L, BASE, 9L));
    assertThat(findings(AccountingIdentity.addsUp(ledger)))
        .containsExactly(Finding.BURN_SETTLED_TWICE, Finding.IDENTITY_BROKEN);
    CheckVerdict good = new CheckVerdict.Holds();
    assertThat(CheckVerdict.all(good, AccountingIdentity.addsUp(ledger), good).holds()).isFalse();
    assertThat(CheckVerdict.all(good, good).holds()).isTrue();
  }

  @Test
  void everyMintMustMatchItsSourceFieldByField() {
    Message message = transfer("7");
    MintEvidence good = new MintEvidence(BASE, "0x1", message, Optional.of(message));
    assertThat(AccountingIdentity.mintsHaveMessages(List.of(good)).holds()).isTrue();
    assertThat(findings(AccountingIdentity.mintsHaveMessages(List.of(good, good))))
        .containsExactly(Finding.EVENT_MINTED_TWICE);
    assertThat(
            findings(
                AccountingIdentity.mintsHaveMessages(
                    List.of(new MintEvidence(ARBITRUM, "0x1", message, Optional.empty())))))
        .containsExactly(Finding.MINT_ON_WRONG_CHAIN, Finding.MINT_WITHOUT_SOURCE);
    assertThat(
            findings(
                AccountingIdentity.mintsHaveMessages(
                    List.of(new MintEvidence(BASE, "0x1", message, Optional.of(transfer("8")))))))
        .containsExactly(Finding.MINT_DIFFERS_FROM_SOURCE);
  }

  @Test
  void tokensNeverExceedSettledCustody() {
    BigInteger issued = ShareAmount.ofShares("100").toBigInteger();
    BigInteger none = BigInteger.ZERO;
    assertThat(
            AccountingIdentity.isBacked(issued, none, Multiplier.of("2"), CustodyShares.of("200"))
                .holds())
        .isTrue();
    assertThat(
            findings(
                AccountingIdentity.isBacked(
                    issued, none, Multiplier.of("2"), CustodyShares.of("199.99999999"))))
        .containsExactly(Finding.EXCEEDS_CUSTODY);
    assertThat(
            AccountingIdentity.isBacked(
                    issued, BigInteger.TWO, Multiplier.of("2"), CustodyShares.of("199.99999996"))
                .holds())
        .isTrue();
  }

  @Test
  void issuesNeedTheirOwnSettledOrder() {
    Message issue = order("ORD-1", true).issueMessage();
    List<CustodyOrder> orders = List.of(order("ORD-1", true), order("ORD-2", false));
    assertThat(AccountingIdentity.issuesHaveOrders(List.of(issue), orders).holds()).isTrue();
    assertThat(findings(AccountingIdentity.issuesHaveOrders(List.of(issue, issue), orders)))
        .containsExactly(Finding.ORDER_USED_TWICE);
    assertThat(
            findings(
                AccountingIdentity.issuesHaveOrders(
                    List.of(order("ORD-2", true).issueMessage()), orders)))
        .containsExactly(Finding.ORDER_NOT_SETTLED);
    assertThat(
            findings(
                AccountingIdentity.issuesHaveOrders(
                    List.of(order("ORD-3", true).issueMessage()), orders)))
        .containsExactly(Finding.ISSUE_WITHOUT_ORDER);
    Message diverted = order("ORD-1", true, BASE, "10").issueMessage();
    assertThat(findings(AccountingIdentity.issuesHaveOrders(List.of(diverted), orders)))
        .containsExactly(Finding.ISSUE_DIFFERS_FROM_ORDER);
  }

  @Test
  void capsAreTheSettledOrdersAndNeverExceedCustody() {
    List<CustodyOrder> orders =
        List.of(
            order("ORD-1", true, ARBITRUM, "10"),
            order("ORD-2", true, BASE, "5"),
            order("ORD-3", true, ARBITRUM, "1"),
            order("ORD-4", false, BASE, "100"));
    Map<DomainId, ShareAmount> caps = IssueCaps.of(APPLE, orders);
    assertThat(caps)
        .containsExactly(
            Map.entry(ARBITRUM, ShareAmount.ofShares("11")),
            Map.entry(BASE, ShareAmount.ofShares("5")));
    assertThat(backed(caps, "16", List.of()).holds()).isTrue();
    assertThat(findings(backed(caps, "15.99999999", List.of())))
        .containsExactly(Finding.CAPS_EXCEED_CUSTODY);
    Release release =
        new Release(
            transfer("9").messageId(),
            APPLE,
            ShareAmount.ofShares("6"),
            CustodyAccount.of("CUST-ACC-1"));
    assertThat(backed(caps, "10", List.of(release)).holds()).isTrue();
  }

  private static CheckVerdict backed(
      Map<DomainId, ShareAmount> caps, String settled, List<Release> releases) {
    return IssueCaps.areBacked(APPLE, caps, CustodyShares.of(settled), Multiplier.ONE, releases);
  }

  private static List<Finding> findings(CheckVerdict verdict) {
    return Stream.of(verdict)
        .map(CheckVerdict.Violated.class::cast)
        .flatMap(violated -> violated.evidence().stream())
        .map(Evidence::finding)
        .toList();
  }

  private static CustodyOrder order(String id, boolean settled) {
    return order(id, settled, ARBITRUM, "10");
  }

  private static CustodyOrder order(String id, boolean settled, DomainId chain, String shares) {
    return new CustodyOrder(
        id,
        APPLE,
        ShareAmount.ofShares(shares),
        ActionEpoch.ZERO,
        chain,
        ALICE,
        settled ? CustodyOrder.Status.SETTLED : CustodyOrder.Status.PENDING);
  }

  private static Message transfer(String shares) {
    return new Message(
        MessageKind.TRANSFER,
        ARBITRUM,
        BASE,
        SourceRef.evmSequence(1),
        APPLE,
        ShareAmount.ofShares(shares),
        ActionEpoch.ZERO,
        ALICE,
        ALICE);
  }
}
