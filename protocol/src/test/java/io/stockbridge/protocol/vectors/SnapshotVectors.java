package io.stockbridge.protocol.vectors;

import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.merkle.StandardMerkleTree;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.DomainFigures;
import io.stockbridge.protocol.snapshot.InFlightEntry;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.StatementRef;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Snapshots with none, one and several entries: leaves, proofs, roots, digests and signatures. */
public final class SnapshotVectors {
  private static final List<String> ISINS =
      List.of("CH1436219187", "US0378331005", "US88160R1014", "US5949181045", "US67066G1040");

  private SnapshotVectors() {}

  static Map<String, Object> content() {
    return Fields.of(
        "cases",
        List.of(
            vector("no entries", 0, 1, Bytes32.ZERO),
            vector("one asset", 1, 1, Bytes32.ZERO),
            vector("two assets", 2, 2, hash("previous")),
            vector("three assets", 3, 3, hash("previous")),
            vector("five assets", 5, 4294967296L, hash("previous"))));
  }

  private static Object vector(String name, int size, long epoch, Bytes32 previous) {
    SnapshotContents contents = contents(size);
    SupplySnapshot snapshot =
        contents.toSnapshot(
            epoch,
            Instant.ofEpochSecond(1795392000L),
            Instant.ofEpochSecond(1795392090L),
            previous);
    Bytes32 digest = snapshot.digest("local");
    return Fields.of(
        "name", name,
        "environment", "local",
        "cut", contents.cut().stream().map(point -> cut(contents, point)).toList(),
        "statements", contents.statements().stream().map(ref -> statement(contents, ref)).toList(),
        "inFlight", contents.inFlight().stream().map(entry -> inFlight(contents, entry)).toList(),
        "leaves", contents.assets().stream().map(leaf -> leaf(contents, leaf)).toList(),
        "snapshot",
            Fields.of(
                "epoch", Long.toString(snapshot.epoch()),
                "cutTime", Long.toString(snapshot.cutTime().getEpochSecond()),
                "validUntil", Long.toString(snapshot.validUntil().getEpochSecond()),
                "cutRoot", snapshot.cutRoot(),
                "assetsRoot", snapshot.assetsRoot(),
                "custodyRoot", snapshot.custodyRoot(),
                "inFlightRoot", snapshot.inFlightRoot(),
                "previous", snapshot.previous()),
        "digest", digest,
        "signatures", Eip712Vectors.signatures(digest),
        "attestation", Eip712Vectors.attestation(digest));
  }

  /** Contents of that many assets; figures differ between assets and add up. */
  public static SnapshotContents contents(int size) {
    return new SnapshotContents(
        size == 0 ? List.of() : cutPoints(),
        ISINS.subList(0, size).stream().map(isin -> asset(Isin.of(isin), size)).toList(),
        size == 0 ? List.of() : List.of(new StatementRef("custodian-local", 7, hash("statement"))),
        MessageVectors.messages().values().stream()
            .limit(size)
            .map(
                message ->
                    new InFlightEntry(
                        message.messageId(),
                        message.sourceDomain(),
                        message.destinationDomain(),
                        message.isin(),
                        message.amount(),
                        Instant.ofEpochSecond(1795391000L)))
            .toList());
  }

  /** Two assets whose in-flight figures are those of the in-flight list. */
  public static SnapshotContents consistent() {
    SnapshotContents base = contents(2);
    List<InFlightEntry> inFlight =
        base.assets().stream()
            .map(
                leaf ->
                    new InFlightEntry(
                        MessageId.ofBytes(leaf.leafHash().bytes()),
                        MessageVectors.ARBITRUM,
                        MessageVectors.BASE,
                        leaf.isin(),
                        leaf.inFlight(),
                        Instant.ofEpochSecond(1795391000L)))
            .toList();
    return new SnapshotContents(base.cut(), base.assets(), base.statements(), inFlight);
  }

  private static List<CutPoint> cutPoints() {
    return List.of(
        new CutPoint(DomainId.SOLANA_LOCAL, 98765, hash("slot")),
        new CutPoint(MessageVectors.ARBITRUM, 1234, hash("arbitrum block")),
        new CutPoint(MessageVectors.BASE, 5678, hash("base block")));
  }

  private static AssetLeaf asset(Isin isin, int size) {
    long scale = 1L + isin.value().charAt(4);
    List<DomainFigures> domains =
        cutPoints().stream()
            .limit(size == 2 ? 1 : 3)
            .map(
                point ->
                    new DomainFigures(
                        point.domain(),
                        ShareAmount.ofSu(scale * 1_000_000),
                        point.height(),
                        point.hash(),
                        ShareAmount.ofSu(scale * 2_000_000)))
            .toList();
    ShareAmount issued = ShareAmount.ofSu(scale * 1_000_000 * (domains.size() + 2));
    return new AssetLeaf(
        isin,
        ShareAmount.ofSu(scale * 1_000_000),
        ShareAmount.ZERO,
        issued,
        ShareAmount.ofSu(scale * 1_000_000),
        CustodyShares.ofUnits(issued.su()),
        CustodyShares.ofUnits(scale),
        CustodyShares.ZERO,
        size == 5
            ? Multiplier.ofScaled(BigInteger.TEN.pow(17).multiply(BigInteger.valueOf(scale)))
            : Multiplier.ONE,
        ActionEpoch.of(size),
        size == 3 ? AssetVerdict.DEGRADED : AssetVerdict.OK,
        domains);
  }

  private static Object cut(SnapshotContents contents, CutPoint point) {
    return Fields.of(
        "domain", point.domain().value(),
        "height", Long.toString(point.height()),
        "hash", point.hash(),
        "leafHash", point.leafHash(),
        "proof", proof(contents.cutTree(), point.leafHash()));
  }

  private static Object statement(SnapshotContents contents, StatementRef ref) {
    return Fields.of(
        "custodian", ref.custodian(),
        "custodianId", Bytes32.ofBytes(Keccak256.hashUtf8(ref.custodian())),
        "sequence", Long.toString(ref.sequence()),
        "digest", ref.digest(),
        "leafHash", ref.leafHash(),
        "proof", proof(contents.custodyTree(), ref.leafHash()));
  }

  private static Object inFlight(SnapshotContents contents, InFlightEntry entry) {
    return Fields.of(
        "messageId", entry.messageId(),
        "sourceDomain", entry.sourceDomain().value(),
        "destinationDomain", entry.destinationDomain().value(),
        "isin", entry.isin(),
        "amountSu", entry.amount(),
        "burnedAt", Long.toString(entry.burnedAt().getEpochSecond()),
        "leafHash", entry.leafHash(),
        "proof", proof(contents.inFlightTree(), entry.leafHash()));
  }

  private static Object leaf(SnapshotContents contents, AssetLeaf leaf) {
    return Fields.of(
        "isin", leaf.isin(),
        "isinBytes", Hex.encode(leaf.isin().bytes()),
        "inFlightSu", leaf.inFlight(),
        "orphanSu", leaf.orphan(),
        "issuedSu", leaf.issued(),
        "redeemedSu", leaf.redeemed(),
        "custodySettled", leaf.custodySettled().toBigInteger().toString(),
        "custodyPendingIn", leaf.custodyPendingIn().toBigInteger().toString(),
        "custodyPendingOut", leaf.custodyPendingOut().toBigInteger().toString(),
        "multiplier", leaf.multiplier().scaled().toString(),
        "actionEpoch", leaf.actionEpoch().value(),
        "verdict", leaf.verdict().code(),
        "domains", leaf.domains().stream().map(SnapshotVectors::figures).toList(),
        "encoded", Hex.encode(leaf.abiEncode()),
        "leafHash", leaf.leafHash(),
        "proof", proof(contents.assetsTree(), leaf.leafHash()));
  }

  private static Object figures(DomainFigures figures) {
    return Fields.of(
        "domain", figures.domain().value(),
        "supplySu", figures.supply(),
        "height", Long.toString(figures.height()),
        "blockHash", figures.blockHash(),
        "issueCapSu", figures.issueCap());
  }

  private static List<String> proof(StandardMerkleTree tree, Bytes32 leafHash) {
    return tree.proof(leafHash).stream().map(Bytes32::toString).toList();
  }

  private static Bytes32 hash(String text) {
    return Bytes32.ofBytes(Keccak256.hashUtf8(text));
  }
}
