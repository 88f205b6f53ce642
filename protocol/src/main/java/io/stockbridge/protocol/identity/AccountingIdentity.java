package io.stockbridge.protocol.identity;

import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identity.Evidence.Finding;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The checks of protocol §5, which every attester makes on its own for each asset. */
public final class AccountingIdentity {
  private AccountingIdentity() {}

  /**
   * Check 1: on each chain, supply read from state equals the replayed supply.
   *
   * @param state the supply read from state at the ledger's cut
   */
  public static CheckVerdict stateIsReplay(Map<DomainId, ShareAmount> state, AssetLedger ledger) {
    List<Evidence> evidence = new ArrayList<>();
    Set<DomainId> chains = new TreeSet<>(state.keySet());
    chains.addAll(ledger.supply().keySet());
    for (DomainId chain : chains) {
      ShareAmount read = state.get(chain);
      BigInteger replayed = ledger.supply().get(chain);
      if (read == null || replayed == null) {
        evidence.add(
            new Evidence(
                Finding.CHAIN_MISSING,
                "domain " + chain + (read == null ? " was not read" : " was not replayed")));
      } else if (replayed.signum() < 0) {
        evidence.add(
            new Evidence(Finding.NEGATIVE_SUPPLY, "domain " + chain + " replays to " + replayed));
      } else if (!read.toBigInteger().equals(replayed)) {
        evidence.add(
            new Evidence(
                Finding.STATE_DIFFERS_FROM_REPLAY,
                "domain " + chain + " shows " + read + " su, its events give " + replayed));
      }
    }
    return CheckVerdict.of(evidence);
  }

  /** Check 2: each mint matches one message, field by field, found at its source; none twice. */
  public static CheckVerdict mintsHaveMessages(Collection<MintEvidence> mints) {
    List<Evidence> evidence = new ArrayList<>();
    Set<EventId> events = new HashSet<>();
    for (MintEvidence mint : mints) {
      Message minted = mint.minted();
      String where = minted.messageId() + " in " + mint.txId() + " on domain " + mint.domain();
      if (!minted.destinationDomain().equals(mint.domain())) {
        evidence.add(new Evidence(Finding.MINT_ON_WRONG_CHAIN, where));
      }
      if (!events.add(minted.eventId())) {
        evidence.add(new Evidence(Finding.EVENT_MINTED_TWICE, where));
      }
      if (mint.atSource().isEmpty()) {
        evidence.add(new Evidence(Finding.MINT_WITHOUT_SOURCE, where));
      } else if (!mint.atSource().get().equals(minted)) {
        evidence.add(
            new Evidence(
                Finding.MINT_DIFFERS_FROM_SOURCE,
                where + " where the source has " + mint.atSource().get().messageId()));
      }
    }
    return CheckVerdict.of(evidence);
  }

  /** The identity itself: Σ S + F − O = I − R, and no burn settled twice. */
  public static CheckVerdict addsUp(AssetLedger ledger) {
    List<Evidence> evidence = new ArrayList<>();
    for (LedgerEvent.Minted mint : ledger.settledTwice()) {
      evidence.add(
          new Evidence(
              Finding.BURN_SETTLED_TWICE, mint.settles() + " by " + mint.message().messageId()));
    }
    if (ledger.difference().signum() != 0) {
      evidence.add(
          new Evidence(
              Finding.IDENTITY_BROKEN,
              "supply "
                  + ledger.totalSupply()
                  + " + in flight "
                  + ledger.inFlightTotal()
                  + " - orphans "
                  + ledger.orphanTotal()
                  + " is not issued "
                  + ledger.issued()
                  + " - redeemed "
                  + ledger.redeemed()));
    }
    return CheckVerdict.of(evidence);
  }

  /**
   * Check 3: (I − R) × 10⁻⁸ × multiplier does not exceed settled custody.
   *
   * @param issued all issues, including one that is about to be signed
   */
  public static CheckVerdict isBacked(
      BigInteger issued, BigInteger redeemed, Multiplier multiplier, CustodyShares settled) {
    BigInteger outstanding = issued.subtract(redeemed);
    BigInteger needed = outstanding.multiply(multiplier.scaled());
    BigInteger held = settled.toBigInteger().multiply(Multiplier.ONE.scaled());
    return needed.compareTo(held) <= 0
        ? new CheckVerdict.Holds()
        : CheckVerdict.of(
            List.of(
                new Evidence(
                    Finding.EXCEEDS_CUSTODY,
                    "issued "
                        + issued
                        + " - redeemed "
                        + redeemed
                        + " su times "
                        + multiplier
                        + " exceeds "
                        + settled
                        + " settled shares")));
  }

  /** Check 3, second half: each issue names a settled order of the statement that no other uses. */
  public static CheckVerdict issuesHaveOrders(
      Collection<Message> issues, Collection<CustodyOrder> orders) {
    Map<SourceRef, CustodyOrder> byRef = new HashMap<>();
    orders.forEach(order -> byRef.put(order.sourceRef(), order));
    Set<SourceRef> used = new HashSet<>();
    List<Evidence> evidence = new ArrayList<>();
    for (Message issue : issues) {
      if (issue.kind() != MessageKind.ISSUE) {
        throw new IllegalArgumentException("not an issue: " + issue.messageId());
      }
      String id = issue.messageId().toString();
      CustodyOrder order = byRef.get(issue.sourceRef());
      if (!used.add(issue.sourceRef())) {
        evidence.add(new Evidence(Finding.ORDER_USED_TWICE, id));
      }
      if (order == null) {
        evidence.add(new Evidence(Finding.ISSUE_WITHOUT_ORDER, id));
      } else if (!order.issueMessage().equals(issue)) {
        evidence.add(
            new Evidence(Finding.ISSUE_DIFFERS_FROM_ORDER, id + " of order " + order.orderId()));
      } else if (!order.isSettled()) {
        evidence.add(new Evidence(Finding.ORDER_NOT_SETTLED, "order " + order.orderId()));
      }
    }
    return CheckVerdict.of(evidence);
  }
}
