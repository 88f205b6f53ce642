package io.stockbridge.bridge.snapshots;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.proof.SnapshotJson;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.protocol.crypto.AttestationBytes;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.DomainFigures;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot that a quorum of the pinned attesters signed, with the lists behind its roots.
 *
 * @param signatures at least the threshold, one per attester
 */
record AgreedSnapshot(
    SupplySnapshot snapshot,
    Bytes32 digest,
    SnapshotContents contents,
    List<EvmSignature> signatures) {

  AgreedSnapshot {
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads the data of {@code SnapshotAgreed} and checks all of it.
   *
   * @throws PoisonRecordException when roots, digest or signatures do not fit
   */
  static AgreedSnapshot read(NetworkDescription network, JsonNode data) {
    try {
      return check(network, data);
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("snapshot: " + e.getMessage(), e);
    }
  }

  /** The signatures as the oracle takes them. */
  byte[] attestation(int threshold) {
    return AttestationBytes.join(signatures, digest, threshold);
  }

  /**
   * What of a leaf is worth a transaction: everything but the heights it was read at, which move
   * with every snapshot.
   */
  static Bytes32 fingerprint(AssetLeaf leaf) {
    List<DomainFigures> figures =
        leaf.domains().stream()
            .map(d -> new DomainFigures(d.domain(), d.supply(), 0, Bytes32.ZERO, d.issueCap()))
            .toList();
    return new AssetLeaf(
            leaf.isin(),
            leaf.inFlight(),
            leaf.orphan(),
            leaf.issued(),
            leaf.redeemed(),
            leaf.custodySettled(),
            leaf.custodyPendingIn(),
            leaf.custodyPendingOut(),
            leaf.multiplier(),
            leaf.actionEpoch(),
            leaf.verdict(),
            figures)
        .leafHash();
  }

  private static AgreedSnapshot check(NetworkDescription network, JsonNode data) {
    SupplySnapshot snapshot = SnapshotJson.snapshot(data.path("snapshot"));
    SnapshotContents contents = SnapshotJson.contents(data);
    if (!SnapshotJson.fits(snapshot, contents, SnapshotJson.inFlightCount(data))) {
      throw new PoisonRecordException("the lists do not give the snapshot's roots");
    }
    Bytes32 digest = snapshot.digest(network.environment());
    List<String> signers = new ArrayList<>();
    List<EvmSignature> signatures = new ArrayList<>();
    for (JsonNode entry : data.path("signatures")) {
      String id = entry.path("attester").asText("");
      EvmSignature signature = EvmSignature.of(entry.path("signature").asText(""));
      Attester attester =
          network
              .attester(id)
              .orElseThrow(() -> new PoisonRecordException("unknown attester " + id));
      if (!signature.isBy(attester.evm(), digest) || signers.contains(id)) {
        throw new PoisonRecordException("not a signature by " + id + ", or a second one");
      }
      signers.add(id);
      signatures.add(signature);
    }
    if (signers.size() < network.threshold()) {
      throw new PoisonRecordException(
          signers.size() + " signatures where " + network.threshold() + " are needed");
    }
    return new AgreedSnapshot(snapshot, digest, contents, signatures);
  }
}
