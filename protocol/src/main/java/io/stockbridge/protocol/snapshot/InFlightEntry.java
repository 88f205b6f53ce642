package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.merkle.StandardMerkleTree;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Instant;

/**
 * A message burned inside a snapshot's cut and not minted inside it. Never expires.
 *
 * @param messageId the message
 * @param sourceDomain where it was burned
 * @param destinationDomain where it is to be minted
 * @param isin the asset
 * @param amount the shares
 * @param burnedAt the block's time, whole seconds
 */
public record InFlightEntry(
    MessageId messageId,
    DomainId sourceDomain,
    DomainId destinationDomain,
    Isin isin,
    ShareAmount amount,
    Instant burnedAt) {

  /** Checks the time. */
  public InFlightEntry {
    SupplySnapshot.checkWholeSeconds(burnedAt);
  }

  /** The hash that stands for the entry in the in-flight tree. */
  public Bytes32 leafHash() {
    return StandardMerkleTree.leafHash(
        new AbiWords()
            .word(messageId.value())
            .number(sourceDomain.value())
            .number(destinationDomain.value())
            .leftAligned(isin.bytes())
            .number(amount.toBigInteger())
            .number(burnedAt.getEpochSecond())
            .bytes());
  }
}
