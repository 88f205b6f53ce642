package io.stockbridge.protocol.identity;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One asset's books as the events up to a cut give them. All figures are exact integers of share
 * units; a replayed supply may come out negative, which is evidence and not an error.
 *
 * @param isin the asset
 * @param supply replayed supply per chain of the cut
 * @param issued all issues
 * @param redeemed all redemptions
 * @param inFlight burns without their mint
 * @param orphans mints whose burn lies outside the cut, or nowhere
 * @param settledTwice mints for burns that another mint had settled
 */
public record AssetLedger(
    Isin isin,
    SortedMap<DomainId, BigInteger> supply,
    BigInteger issued,
    BigInteger redeemed,
    List<OpenBurn> inFlight,
    List<LedgerEvent.Minted> orphans,
    List<LedgerEvent.Minted> settledTwice) {

  /** Copies the collections. */
  public AssetLedger {
    supply = new TreeMap<>(supply);
    inFlight = List.copyOf(inFlight);
    orphans = List.copyOf(orphans);
    settledTwice = List.copyOf(settledTwice);
  }

  /**
   * Replays the events of {@code isin} up to each chain's height; the order of events does not
   * matter, and events of other assets, other chains and greater heights are left out.
   *
   * @param cut the height of each chain, inclusive
   */
  public static AssetLedger replay(
      Isin isin, Iterable<LedgerEvent> events, Map<DomainId, Long> cut) {
    LedgerReplay replay = new LedgerReplay(isin, cut.keySet());
    for (LedgerEvent event : events) {
      Long height = cut.get(event.domain());
      if (event.isin().equals(isin) && height != null && event.height() <= height) {
        replay.add(event);
      }
    }
    return replay.close();
  }

  /** F: burned and not yet minted. */
  public BigInteger inFlightTotal() {
    return inFlight.stream()
        .map(burn -> burn.amount().toBigInteger())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** O: minted inside the cut without a burn inside it. */
  public BigInteger orphanTotal() {
    return orphans.stream()
        .map(mint -> mint.amount().toBigInteger())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Σ S: the supply of all chains. */
  public BigInteger totalSupply() {
    return supply.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** (Σ S + F − O) − (I − R): zero when the identity holds. */
  public BigInteger difference() {
    return totalSupply()
        .add(inFlightTotal())
        .subtract(orphanTotal())
        .subtract(issued.subtract(redeemed));
  }
}
