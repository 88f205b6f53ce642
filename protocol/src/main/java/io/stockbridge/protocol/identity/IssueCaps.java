package io.stockbridge.protocol.identity;

import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.custody.Release;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identity.Evidence.Finding;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much may be issued to each chain in total, ever: the settled orders of the newest statements
 * towards that chain. A function of the statements alone, so all attesters get the same caps and no
 * headroom is spent on two chains.
 */
public final class IssueCaps {
  private IssueCaps() {}

  /**
   * The cap of each chain that has a settled order of the asset.
   *
   * @throws IllegalArgumentException when a sum leaves the unsigned 64-bit range
   */
  public static SortedMap<DomainId, ShareAmount> of(Isin isin, Collection<CustodyOrder> orders) {
    SortedMap<DomainId, BigInteger> sums = new TreeMap<>();
    for (CustodyOrder order : orders) {
      if (order.isin().equals(isin) && order.isSettled()) {
        sums.merge(order.destinationDomain(), order.amount().toBigInteger(), BigInteger::add);
      }
    }
    SortedMap<DomainId, ShareAmount> caps = new TreeMap<>();
    sums.forEach((domain, sum) -> caps.put(domain, ShareAmount.ofSu(sum)));
    return caps;
  }

  /**
   * Whether Σ caps ≤ settled custody in share units + Σ released redemptions.
   *
   * @param releases of all assets; those of {@code isin} count
   */
  public static CheckVerdict areBacked(
      Isin isin,
      Map<DomainId, ShareAmount> caps,
      CustodyShares settled,
      Multiplier multiplier,
      Collection<Release> releases) {
    BigInteger total = sum(caps.values());
    BigInteger released =
        sum(
            releases.stream()
                .filter(release -> release.isin().equals(isin))
                .map(Release::amount)
                .toList());
    BigInteger backed = multiplier.backedBy(settled).toBigInteger().add(released);
    return total.compareTo(backed) <= 0
        ? new CheckVerdict.Holds()
        : CheckVerdict.of(
            List.of(
                new Evidence(
                    Finding.CAPS_EXCEED_CUSTODY,
                    isin
                        + ": caps of "
                        + total
                        + " su exceed "
                        + backed
                        + " su (settled and released)")));
  }

  private static BigInteger sum(Collection<ShareAmount> amounts) {
    return amounts.stream().map(ShareAmount::toBigInteger).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
