package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.time.Instant;

/**
 * What attesters sign each epoch: four roots and the link to the snapshot before.
 *
 * @param epoch from 1
 * @param cutTime when the cut was taken, whole seconds
 * @param validUntil until when issues may count on it, whole seconds, after the cut
 * @param cutRoot of the {@link CutPoint}s
 * @param assetsRoot of the {@link AssetLeaf}s
 * @param custodyRoot of the {@link StatementRef}s
 * @param inFlightRoot of the {@link InFlightEntry}s
 * @param previous digest of the snapshot before, zero for the first epoch
 */
public record SupplySnapshot(
    long epoch,
    Instant cutTime,
    Instant validUntil,
    Bytes32 cutRoot,
    Bytes32 assetsRoot,
    Bytes32 custodyRoot,
    Bytes32 inFlightRoot,
    Bytes32 previous) {

  /** Checks epoch and times. */
  public SupplySnapshot {
    if (epoch < 1) {
      throw new IllegalArgumentException("epochs start at 1: " + epoch);
    }
    checkWholeSeconds(cutTime);
    checkWholeSeconds(validUntil);
    if (!validUntil.isAfter(cutTime)) {
      throw new IllegalArgumentException("valid until " + validUntil + ", cut at " + cutTime);
    }
  }

  /** The EIP-712 digest in that environment. */
  public Bytes32 digest(String environment) {
    return Eip712Digests.supplySnapshot(Eip712Domain.neutral(environment), this);
  }

  /** The eight fields as ABI words, 256 bytes: the form the log keeps. */
  public byte[] abiEncode() {
    return new AbiWords()
        .number(epoch)
        .number(cutTime.getEpochSecond())
        .number(validUntil.getEpochSecond())
        .word(cutRoot)
        .word(assetsRoot)
        .word(custodyRoot)
        .word(inFlightRoot)
        .word(previous)
        .bytes();
  }

  static void checkWholeSeconds(Instant time) {
    if (time.getNano() != 0 || time.getEpochSecond() < 0) {
      throw new IllegalArgumentException("not whole seconds since 1970: " + time);
    }
  }
}
