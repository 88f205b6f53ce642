package io.stockbridge.attestation.snapshots;

import io.stockbridge.attestation.chainview.CutFindings;
import io.stockbridge.attestation.chainview.SupplyQueries;
import io.stockbridge.attestation.custody.CustodyTotals;
import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.custody.CustodyPosition;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identity.AccountingIdentity;
import io.stockbridge.protocol.identity.IssueCaps;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.DomainFigures;
import io.stockbridge.protocol.snapshot.InFlightEntry;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.ShareAmount;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One asset's figures at a cut: a function of facts, so that honest attesters agree. */
@ApplicationScoped
class LeafFigures {
  /** What all leaves of one snapshot share, read once. */
  static final class Cut {
    private final Tx tx;
    private final List<CutPoint> points;
    private final List<CustodyStatement> statements;
    private final Map<DomainId, Map<Isin, AssetSupply>> states;
    private final List<InFlightEntry> inFlight;
    private final List<SupplyQueries.Orphan> orphans;
    private final Map<Isin, SupplyQueries.Totals> totals;
    private final List<CustodyOrder> orders;
    private final Set<Isin> breached;

    Cut(
        Tx tx,
        CutProposal proposal,
        List<CustodyStatement> statements,
        Map<DomainId, Map<Isin, AssetSupply>> states) {
      this.tx = tx;
      this.points = proposal.cut();
      this.statements = statements;
      this.states = states;
      this.inFlight = SupplyQueries.inFlight(tx, points);
      this.orphans = SupplyQueries.orphans(tx, points);
      this.totals = SupplyQueries.totals(tx, points);
      this.orders = statements.stream().flatMap(each -> each.orders().stream()).toList();
      this.breached = CutFindings.breached(tx, points, statements);
    }

    List<InFlightEntry> inFlight(Collection<Isin> isins) {
      return inFlight.stream().filter(entry -> isins.contains(entry.isin())).toList();
    }
  }

  /**
   * The asset's lowest replayed supply; below zero is a fault in the view and cannot be written.
   */
  BigInteger lowestSupply(Cut cut, AssetRecord asset) {
    return cut.points.stream()
        .filter(point -> asset.tokens().containsKey(point.domain()))
        .map(point -> SupplyQueries.supplyAt(cut.tx, point.domain(), asset.isin(), point.height()))
        .min(Comparator.naturalOrder())
        .orElse(BigInteger.ZERO);
  }

  /** The asset's leaf. */
  AssetLeaf leaf(Cut cut, AssetRecord asset) {
    Isin isin = asset.isin();
    SupplyQueries.Totals totals =
        cut.totals.getOrDefault(isin, new SupplyQueries.Totals(BigInteger.ZERO, BigInteger.ZERO));
    Custody custody = Custody.of(cut, isin);
    List<DomainFigures> domains = new ArrayList<>();
    boolean stateIsReplay = true;
    for (CutPoint point :
        cut.points.stream().sorted(Comparator.comparing(CutPoint::domain)).toList()) {
      if (!asset.tokens().containsKey(point.domain())) {
        continue;
      }
      BigInteger replayed = SupplyQueries.supplyAt(cut.tx, point.domain(), isin, point.height());
      ShareAmount supply = supplyInState(cut, point, isin, replayed);
      stateIsReplay &= supply.toBigInteger().equals(replayed);
      domains.add(
          new DomainFigures(
              point.domain(),
              supply,
              point.height(),
              point.hash(),
              custody.caps().getOrDefault(point.domain(), ShareAmount.ZERO)));
    }
    boolean backed =
        custody.inRange()
            && AccountingIdentity.isBacked(
                    totals.issuedSu(), totals.redeemedSu(), asset.multiplier(), custody.settled())
                .holds();
    // Custody may be a step ahead of the cut, so exceeding it is not yet a breach. A latch stays
    // out: the others could not compute it, and no digest would get a quorum again.
    boolean breach = !stateIsReplay || cut.breached.contains(isin);
    AssetVerdict verdict =
        breach ? AssetVerdict.BREACH : backed ? AssetVerdict.OK : AssetVerdict.DEGRADED;
    return new AssetLeaf(
        isin,
        sum(
            cut.inFlight.stream()
                .filter(entry -> entry.isin().equals(isin))
                .map(InFlightEntry::amount)
                .toList()),
        sum(
            cut.orphans.stream()
                .filter(orphan -> orphan.isin().equals(isin))
                .map(SupplyQueries.Orphan::amount)
                .toList()),
        ShareAmount.ofSu(totals.issuedSu()),
        ShareAmount.ofSu(totals.redeemedSu()),
        custody.settled(),
        custody.pendingIn(),
        custody.pendingOut(),
        asset.multiplier(),
        asset.actionEpoch(),
        verdict,
        domains);
  }

  /** EVM state is read at the cut's very block; Solana's state cannot be read in the past. */
  private static ShareAmount supplyInState(
      Cut cut, CutPoint point, Isin isin, BigInteger replayed) {
    Map<Isin, AssetSupply> state = cut.states.get(point.domain());
    AssetSupply asset = state == null ? null : state.get(isin);
    return asset == null ? ShareAmount.ofSu(replayed) : asset.supply();
  }

  /** What the custodians say of an asset; all zero when their sums are out of range. */
  private record Custody(
      CustodyShares settled,
      CustodyShares pendingIn,
      CustodyShares pendingOut,
      Map<DomainId, ShareAmount> caps,
      boolean inRange) {

    /**
     * One asset's absurd figures, the same for all attesters, must not keep the others' snapshot
     * back: the leaf then shows no custody and no caps, so nothing is issued, and is degraded.
     */
    static Custody of(Cut cut, Isin isin) {
      try {
        return new Custody(
            CustodyTotals.of(cut.statements, isin, CustodyPosition::settled),
            CustodyTotals.of(cut.statements, isin, CustodyPosition::pendingIn),
            CustodyTotals.of(cut.statements, isin, CustodyPosition::pendingOut),
            IssueCaps.of(isin, cut.orders),
            true);
      } catch (ArithmeticException | IllegalArgumentException outOfRange) {
        return new Custody(
            CustodyShares.ZERO, CustodyShares.ZERO, CustodyShares.ZERO, Map.of(), false);
      }
    }
  }

  private static ShareAmount sum(Collection<ShareAmount> amounts) {
    return ShareAmount.ofSu(
        amounts.stream().map(ShareAmount::toBigInteger).reduce(BigInteger.ZERO, BigInteger::add));
  }
}
