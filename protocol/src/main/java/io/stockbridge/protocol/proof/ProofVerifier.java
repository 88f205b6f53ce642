package io.stockbridge.protocol.proof;

import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identity.AccountingIdentity;
import io.stockbridge.protocol.identity.CheckVerdict;
import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.merkle.StandardMerkleTree;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.DomainFigures;
import io.stockbridge.protocol.snapshot.InFlightEntry;
import io.stockbridge.protocol.snapshot.StatementRef;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks a {@link SupplyProof} offline against keys trusted beforehand: every check is made and
 * reported, whatever the others find.
 */
public final class ProofVerifier {
  private ProofVerifier() {}

  /** All checks, in a fixed order. The proof holds when all have passed. */
  public static List<ProofCheck> verify(SupplyProof proof, TrustedKeys trusted) {
    return List.of(
        environment(proof, trusted),
        signatures(proof, trusted),
        listRoot("cut", proof.cut(), CutPoint::leafHash, proof.snapshot().cutRoot()),
        listRoot(
            "custody-statements",
            proof.statements(),
            StatementRef::leafHash,
            proof.snapshot().custodyRoot()),
        listRoot(
            "in-flight-list",
            proof.inFlight(),
            InFlightEntry::leafHash,
            proof.snapshot().inFlightRoot()),
        assetLeaf(proof),
        figuresAtCut(proof),
        inFlightSum(proof),
        identity(proof.leaf()),
        backing(proof.leaf()),
        verdict(proof.leaf()),
        LogChecks.checkpoint(proof.log(), trusted.logs()),
        LogChecks.inclusion(proof.log(), LogEntries.snapshot(proof.snapshot())));
  }

  /** Whether every check passed. */
  public static boolean allPassed(List<ProofCheck> checks) {
    return !checks.isEmpty() && checks.stream().allMatch(ProofCheck::passed);
  }

  private static ProofCheck environment(SupplyProof proof, TrustedKeys trusted) {
    return new ProofCheck(
        "environment",
        proof.environment().equals(trusted.environment()),
        "proof of " + proof.environment() + ", trusted " + trusted.environment());
  }

  private static ProofCheck signatures(SupplyProof proof, TrustedKeys trusted) {
    // Under the trusted name: a proof cannot choose the environment its signatures are read in.
    Bytes32 digest = proof.snapshot().digest(trusted.environment());
    Set<EvmAddress> signers = new TreeSet<>();
    for (EvmSignature signature : proof.signatures()) {
      signature.recover(digest).filter(trusted.attesters()::contains).ifPresent(signers::add);
    }
    return new ProofCheck(
        "attester-signatures",
        signers.size() >= trusted.threshold(),
        signers.size() + " of " + trusted.threshold() + " needed sign " + digest + ": " + signers);
  }

  private static <T> ProofCheck listRoot(
      String name, List<T> values, Function<T, Bytes32> leafHash, Bytes32 expected) {
    Bytes32 root = StandardMerkleTree.ofLeafHashes(values.stream().map(leafHash).toList()).root();
    return new ProofCheck(name, root.equals(expected), values.size() + " entries, root " + root);
  }

  private static ProofCheck assetLeaf(SupplyProof proof) {
    Bytes32 leafHash = proof.leaf().leafHash();
    return new ProofCheck(
        "asset-leaf",
        StandardMerkleTree.verify(proof.snapshot().assetsRoot(), leafHash, proof.leafProof()),
        proof.leaf().isin() + " as " + leafHash);
  }

  private static ProofCheck figuresAtCut(SupplyProof proof) {
    Set<CutPoint> points =
        proof.leaf().domains().stream()
            .map(figures -> new CutPoint(figures.domain(), figures.height(), figures.blockHash()))
            .collect(Collectors.toSet());
    return new ProofCheck(
        "figures-at-cut",
        !points.isEmpty() && Set.copyOf(proof.cut()).containsAll(points),
        points.size() + " chains of the leaf are read at the cut");
  }

  private static ProofCheck inFlightSum(SupplyProof proof) {
    BigInteger listed =
        sum(
            proof.inFlight().stream()
                .filter(entry -> entry.isin().equals(proof.leaf().isin()))
                .map(InFlightEntry::amount));
    BigInteger stated = proof.leaf().inFlight().toBigInteger();
    return new ProofCheck(
        "in-flight-sum",
        listed.equals(stated),
        "listed " + listed + " su, stated " + stated + " su");
  }

  private static ProofCheck identity(AssetLeaf leaf) {
    BigInteger supply = sum(leaf.domains().stream().map(DomainFigures::supply));
    BigInteger left =
        supply.add(leaf.inFlight().toBigInteger()).subtract(leaf.orphan().toBigInteger());
    BigInteger right = leaf.issued().toBigInteger().subtract(leaf.redeemed().toBigInteger());
    return new ProofCheck(
        "identity",
        left.equals(right),
        "supply "
            + supply
            + " + in flight "
            + leaf.inFlight()
            + " - orphans "
            + leaf.orphan()
            + " = "
            + left
            + "; issued "
            + leaf.issued()
            + " - redeemed "
            + leaf.redeemed()
            + " = "
            + right);
  }

  private static ProofCheck backing(AssetLeaf leaf) {
    CheckVerdict backed =
        AccountingIdentity.isBacked(
            leaf.issued().toBigInteger(),
            leaf.redeemed().toBigInteger(),
            leaf.multiplier(),
            leaf.custodySettled());
    return new ProofCheck(
        "backing",
        backed.holds(),
        "issued - redeemed times "
            + leaf.multiplier()
            + " against "
            + leaf.custodySettled()
            + " settled shares");
  }

  private static ProofCheck verdict(AssetLeaf leaf) {
    return new ProofCheck(
        "verdict", leaf.verdict() == AssetVerdict.OK, "the attesters say " + leaf.verdict());
  }

  private static BigInteger sum(Stream<ShareAmount> amounts) {
    return amounts.map(ShareAmount::toBigInteger).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
