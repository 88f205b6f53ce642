package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.merkle.StandardMerkleTree;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * The lists behind a snapshot's four roots. The roots do not depend on the order of the lists.
 *
 * @param cut where each chain is looked at, each chain once
 * @param assets each asset once
 * @param statements each custodian once
 * @param inFlight each message once
 */
public record SnapshotContents(
    List<CutPoint> cut,
    List<AssetLeaf> assets,
    List<StatementRef> statements,
    List<InFlightEntry> inFlight) {

  /** Copies the lists and checks that nothing stands in them twice. */
  public SnapshotContents {
    cut = distinct(cut, CutPoint::domain);
    assets = distinct(assets, AssetLeaf::isin);
    statements = distinct(statements, StatementRef::custodian);
    inFlight = distinct(inFlight, InFlightEntry::messageId);
  }

  /** The tree of the cut points. */
  public StandardMerkleTree cutTree() {
    return tree(cut, CutPoint::leafHash);
  }

  /** The tree of the asset leaves. */
  public StandardMerkleTree assetsTree() {
    return tree(assets, AssetLeaf::leafHash);
  }

  /** The tree of the custody statements. */
  public StandardMerkleTree custodyTree() {
    return tree(statements, StatementRef::leafHash);
  }

  /** The tree of the messages in flight. */
  public StandardMerkleTree inFlightTree() {
    return tree(inFlight, InFlightEntry::leafHash);
  }

  /** The snapshot of these contents. */
  public SupplySnapshot toSnapshot(
      long epoch, Instant cutTime, Instant validUntil, Bytes32 previous) {
    return new SupplySnapshot(
        epoch,
        cutTime,
        validUntil,
        cutTree().root(),
        assetsTree().root(),
        custodyTree().root(),
        inFlightTree().root(),
        previous);
  }

  private static <T> StandardMerkleTree tree(List<T> values, Function<T, Bytes32> leafHash) {
    return StandardMerkleTree.ofLeafHashes(values.stream().map(leafHash).toList());
  }

  private static <T> List<T> distinct(List<T> values, Function<T, ?> key) {
    long keys = values.stream().map(key).distinct().count();
    if (keys != values.size()) {
      throw new IllegalArgumentException("an entry stands in a snapshot twice");
    }
    return List.copyOf(values);
  }
}
