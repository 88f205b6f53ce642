package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What an attester has signed and seen agreed so far: what its next signature must follow.
 *
 * @param signed the snapshot of the highest epoch it signed
 * @param agreed the newest snapshot it has seen with a quorum's valid signatures
 * @param cutTime the latest cut time it ever signed
 * @param heights the greatest height it ever signed of each chain
 * @param statements the greatest statement sequence it ever signed of each custodian
 */
public record SigningHistory(
    Optional<SnapshotHead> signed,
    Optional<SnapshotHead> agreed,
    Instant cutTime,
    Map<DomainId, Long> heights,
    Map<String, Long> statements) {

  /**
   * One snapshot's place in the chain of snapshots.
   *
   * @param epoch its epoch
   * @param digest its digest
   */
  public record SnapshotHead(long epoch, Bytes32 digest) {}

  /** Of an attester that has not signed yet. */
  public static final SigningHistory EMPTY =
      new SigningHistory(Optional.empty(), Optional.empty(), Instant.EPOCH, Map.of(), Map.of());

  /** Copies the maps. */
  public SigningHistory {
    heights = Map.copyOf(heights);
    statements = Map.copyOf(statements);
  }
}
