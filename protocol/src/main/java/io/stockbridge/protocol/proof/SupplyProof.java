package io.stockbridge.protocol.proof;

import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.InFlightEntry;
import io.stockbridge.protocol.snapshot.StatementRef;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import java.util.List;

/**
 * What somebody downloads to check one asset's supply without asking anybody: everything but the
 * trusted keys.
 *
 * @param environment whose attesters signed
 * @param snapshot the signed header
 * @param signatures the attesters' signatures of its digest, in any order
 * @param leaf the asset
 * @param leafProof from the leaf to the assets root
 * @param cut every chain's point
 * @param statements every custody statement counted on
 * @param inFlight every message in flight
 * @param log where the snapshot stands in an attester's log
 */
public record SupplyProof(
    String environment,
    SupplySnapshot snapshot,
    List<EvmSignature> signatures,
    AssetLeaf leaf,
    List<Bytes32> leafProof,
    List<CutPoint> cut,
    List<StatementRef> statements,
    List<InFlightEntry> inFlight,
    LogInclusion log) {

  /**
   * The place of the snapshot in a log.
   *
   * @param index the entry's index
   * @param proof the inclusion proof at the checkpoint's size
   * @param checkpoint the signed checkpoint as published
   */
  public record LogInclusion(long index, List<Bytes32> proof, String checkpoint) {
    /** Copies the proof. */
    public LogInclusion {
      proof = List.copyOf(proof);
    }
  }

  /** Copies the lists. */
  public SupplyProof {
    signatures = List.copyOf(signatures);
    leafProof = List.copyOf(leafProof);
    cut = List.copyOf(cut);
    statements = List.copyOf(statements);
    inFlight = List.copyOf(inFlight);
  }
}
