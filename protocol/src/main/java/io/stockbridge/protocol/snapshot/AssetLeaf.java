package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.merkle.StandardMerkleTree;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.List;

/**
 * Everything the attesters say about one asset in one snapshot.
 *
 * @param isin the asset
 * @param inFlight burned inside the cut and not minted inside it
 * @param orphan minted inside the cut, burned outside it
 * @param issued issued in total
 * @param redeemed redeemed in total
 * @param custodySettled settled position at the custodian
 * @param custodyPendingIn bought and not yet settled
 * @param custodyPendingOut leaving and not yet settled
 * @param multiplier shares per token
 * @param actionEpoch corporate actions so far
 * @param verdict what the checks found
 * @param domains the chains, ascending, each once
 */
public record AssetLeaf(
    Isin isin,
    ShareAmount inFlight,
    ShareAmount orphan,
    ShareAmount issued,
    ShareAmount redeemed,
    CustodyShares custodySettled,
    CustodyShares custodyPendingIn,
    CustodyShares custodyPendingOut,
    Multiplier multiplier,
    ActionEpoch actionEpoch,
    AssetVerdict verdict,
    List<DomainFigures> domains) {

  private static final int HEAD_WORDS = 12;

  /** Copies the chains and checks their order. */
  public AssetLeaf {
    domains = List.copyOf(domains);
    for (int i = 1; i < domains.size(); i++) {
      if (domains.get(i - 1).domain().compareTo(domains.get(i).domain()) >= 0) {
        throw new IllegalArgumentException("domains of a leaf are not ascending: " + isin);
      }
    }
  }

  /** The leaf as Solidity's {@code abi.encode(isin, …, verdict, domains)} gives it. */
  public byte[] abiEncode() {
    AbiWords words =
        new AbiWords()
            .leftAligned(isin.bytes())
            .number(inFlight.toBigInteger())
            .number(orphan.toBigInteger())
            .number(issued.toBigInteger())
            .number(redeemed.toBigInteger())
            .number(custodySettled.toBigInteger())
            .number(custodyPendingIn.toBigInteger())
            .number(custodyPendingOut.toBigInteger())
            .number(multiplier.scaled())
            .number(actionEpoch.value())
            .number(verdict.code())
            .number(HEAD_WORDS * 32L)
            .number(domains.size());
    for (DomainFigures figures : domains) {
      words
          .number(figures.domain().value())
          .number(figures.supply().toBigInteger())
          .number(figures.height())
          .word(figures.blockHash())
          .number(figures.issueCap().toBigInteger());
    }
    return words.bytes();
  }

  /** The hash that stands for the leaf in the assets tree. */
  public Bytes32 leafHash() {
    return StandardMerkleTree.leafHash(abiEncode());
  }
}
