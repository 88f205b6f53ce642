package io.stockbridge.chains.evm;

import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.DomainFigures;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import java.util.List;

/** Calls that change the state of {@code SnapshotOracle}. */
public final class OracleCalls {
  private static final String LEAF =
      "(bytes12,uint64,uint64,uint64,uint64,uint64,uint64,uint64,uint256,uint32,uint8,"
          + "(uint32,uint64,uint64,bytes32,uint64)[])";

  private OracleCalls() {}

  /**
   * Makes a snapshot the one in force.
   *
   * @param signatures m × 65 bytes, signers ascending
   */
  public static EvmCall publish(EvmChain chain, SupplySnapshot snapshot, byte[] signatures) {
    AbiValue tuple =
        new AbiValue.Tuple(
            List.of(
                AbiValue.of(snapshot.epoch()),
                AbiValue.of(snapshot.cutTime().getEpochSecond()),
                AbiValue.of(snapshot.validUntil().getEpochSecond()),
                AbiValue.of(snapshot.cutRoot()),
                AbiValue.of(snapshot.assetsRoot()),
                AbiValue.of(snapshot.custodyRoot()),
                AbiValue.of(snapshot.inFlightRoot()),
                AbiValue.of(snapshot.previous())));
    return ContractFunction.call(
        chain.snapshotOracle(),
        "publish((uint64,uint64,uint64,bytes32,bytes32,bytes32,bytes32,bytes32),bytes)",
        tuple,
        AbiValue.of(signatures));
  }

  /**
   * Stores caps and figures of leaves of the newest snapshot.
   *
   * @param proofs one OpenZeppelin standard Merkle proof per leaf
   */
  public static EvmCall applyLeaves(
      EvmChain chain, List<AssetLeaf> leaves, List<List<Bytes32>> proofs) {
    if (leaves.size() != proofs.size() || leaves.isEmpty()) {
      throw new IllegalArgumentException(
          leaves.size() + " leaves with " + proofs.size() + " proofs");
    }
    List<AbiValue> leafValues = leaves.stream().map(OracleCalls::leaf).toList();
    List<AbiValue> proofValues =
        proofs.stream()
            .<AbiValue>map(proof -> new AbiValue.Array(proof.stream().map(AbiValue::of).toList()))
            .toList();
    return ContractFunction.call(
        chain.snapshotOracle(),
        "applyLeaves(" + LEAF + "[],bytes32[][])",
        new AbiValue.Array(leafValues),
        new AbiValue.Array(proofValues));
  }

  private static AbiValue leaf(AssetLeaf leaf) {
    return new AbiValue.Tuple(
        List.of(
            AbiValue.of(leaf.isin()),
            AbiValue.of(leaf.inFlight().toBigInteger()),
            AbiValue.of(leaf.orphan().toBigInteger()),
            AbiValue.of(leaf.issued().toBigInteger()),
            AbiValue.of(leaf.redeemed().toBigInteger()),
            AbiValue.of(leaf.custodySettled().toBigInteger()),
            AbiValue.of(leaf.custodyPendingIn().toBigInteger()),
            AbiValue.of(leaf.custodyPendingOut().toBigInteger()),
            AbiValue.of(leaf.multiplier().scaled()),
            AbiValue.of(leaf.actionEpoch().value()),
            AbiValue.of(leaf.verdict().code()),
            new AbiValue.Array(leaf.domains().stream().map(OracleCalls::figures).toList())));
  }

  private static AbiValue figures(DomainFigures figures) {
    return new AbiValue.Tuple(
        List.of(
            AbiValue.of(figures.domain().value()),
            AbiValue.of(figures.supply().toBigInteger()),
            AbiValue.of(figures.height()),
            AbiValue.of(figures.blockHash()),
            AbiValue.of(figures.issueCap().toBigInteger())));
  }
}
