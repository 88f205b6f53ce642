package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;

/**
 * One asset's figures in a signed snapshot. Amounts are in share units.
 *
 * @param leaf as the attester shows it
 */
public record AssetAccount(JsonNode leaf) {

  /** The asset. */
  public Isin isin() {
    return Isin.of(leaf.path("isin").asText());
  }

  /** The attesters' verdict. */
  public String verdict() {
    return leaf.path("verdict").asText();
  }

  /** Supply on one chain. */
  public BigInteger supplyOn(DomainId chain) {
    for (JsonNode domain : leaf.path("domains")) {
      if (domain.path("domain").asLong() == chain.value()) {
        return su(domain, "supplySu");
      }
    }
    return BigInteger.ZERO;
  }

  /** Supply on all chains. */
  public BigInteger supply() {
    BigInteger sum = BigInteger.ZERO;
    for (JsonNode domain : leaf.path("domains")) {
      sum = sum.add(su(domain, "supplySu"));
    }
    return sum;
  }

  /** Burned and not yet minted. */
  public BigInteger inFlight() {
    return su(leaf, "inFlightSu");
  }

  /** Issued so far. */
  public BigInteger issued() {
    return su(leaf, "issuedSu");
  }

  /** Redeemed so far. */
  public BigInteger redeemed() {
    return su(leaf, "redeemedSu");
  }

  /** Settled custody shares in units of 10⁻⁸. */
  public BigInteger custody() {
    return ShareAmount.ofShares(leaf.path("custodySettled").asText()).toBigInteger();
  }

  /** Σ S + F − O − (I − R): zero, always. */
  public BigInteger identityDifference() {
    return supply()
        .add(inFlight())
        .subtract(su(leaf, "orphanSu"))
        .subtract(issued())
        .add(redeemed());
  }

  /** Custody shares behind all tokens by the asset's multiplier, in units of 10⁻⁸, not above. */
  private BigInteger backing() {
    return Multiplier.of(leaf.path("multiplier").asText())
        .custodyShares(ShareAmount.ofSu(supply()))
        .movePointRight(ShareAmount.DECIMALS)
        .toBigInteger();
  }

  /** Custody minus what the supply stands for: zero once nothing is under way. */
  public BigInteger custodyDifference() {
    return custody().subtract(backing());
  }

  /** Whether nothing is in flight and supply equals custody. */
  public boolean isSettled() {
    return identityDifference().signum() == 0
        && custodyDifference().signum() == 0
        && inFlight().signum() == 0;
  }

  private static BigInteger su(JsonNode node, String field) {
    return ShareAmount.ofSu(node.path(field).asText()).toBigInteger();
  }
}
