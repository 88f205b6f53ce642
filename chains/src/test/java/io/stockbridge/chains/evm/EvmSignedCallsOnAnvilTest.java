package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.merkle.StandardMerkleTree;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Calls built in Java against the real contracts: each is accepted as signed, and refused with any
 * one byte changed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvmSignedCallsOnAnvilTest {
  private static final DomainId SOLANA = DomainId.SOLANA_LOCAL;
  private static final EvmKey HOLDER =
      EvmKey.ofSecret(Bytes32.ofBytes(Keccak256.hashUtf8("holder without ether")));
  private static final UniversalAddress SOLANA_WALLET = new UniversalAddress(EvmSamples.fill(7));
  private static final ShareAmount AMOUNT = ShareAmount.ofShares("1.00000001");
  private static final EvmAddress ANYONE = EvmDeployment.DEPLOYER.address();

  private static EvmDeployment deployment;
  private static EvmChainReader reader;

  @BeforeAll
  static void deploy() {
    deployment = EvmDeployment.start();
    reader = EvmChainReader.open(deployment.chain, deployment.settings());
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  @Order(1)
  void mintsABatchAndRefusesItWithAnyByteChanged() {
    List<Message> messages = IntStream.range(0, 3).mapToObj(i -> transferIn(i + 10)).toList();
    List<byte[]> encoded = messages.stream().map(Message::encode).toList();
    List<byte[]> attestations = messages.stream().map(deployment::mintAttestation).toList();

    Set<String> refusals = new TreeSet<>();
    refusals.addAll(
        refusedForEachByteOf(
            encoded.get(1), bytes -> batch(List.of(encoded.get(0), bytes), attestations)));
    refusals.addAll(
        refusedForEachByteOf(
            attestations.get(1), bytes -> batch(encoded, List.of(attestations.get(0), bytes))));
    refusals.addAll(
        refusedForEachByteOf(
            attestations.get(2),
            bytes -> batch(encoded, List.of(attestations.get(0), attestations.get(1), bytes))));
    assertThat(refusals)
        .contains("UnknownSigner", "UnknownVersion", "WrongDestination", "InvalidV");
    assertThat(messages)
        .allSatisfy(message -> assertThat(newest(message)).isEqualTo(MintStatus.State.NONE));

    deployment.must(GatewayCalls.mintBatch(deployment.chain, encoded, attestations));

    assertThat(messages)
        .allSatisfy(message -> assertThat(newest(message)).isEqualTo(MintStatus.State.MINTED));
    assertThat(supply()).isEqualTo(ShareAmount.ofShares("3.00000003"));
    Message fourth = transferIn(13);
    deployment.must(
        batch(
            List.of(encoded.get(0), fourth.encode()),
            List.of(attestations.get(0), deployment.mintAttestation(fourth))));
    assertThat(supply()).isEqualTo(ShareAmount.ofShares("4.00000004"));
  }

  /** Burns what the batch minted. */
  @Test
  @Order(2)
  void burnsByPermitAndRefusesAnyByteChanged() {
    Instant deadline = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3_600);
    BurnPermit permit = permit(HOLDER.address(), AMOUNT, SOLANA_WALLET, 0, deadline);
    byte[] signature = HOLDER.sign(permit.digest(gatewayDomain())).bytes();

    assertThat(refusedForEachByteOf(signature, bytes -> burn(permit, bytes)))
        .containsExactly("InvalidBurnPermit");
    assertThat(
            refusedForEachByteOf(
                SOLANA_WALLET.value().bytes(),
                bytes ->
                    burn(
                        permit(
                            HOLDER.address(),
                            AMOUNT,
                            new UniversalAddress(Bytes32.ofBytes(bytes)),
                            0,
                            deadline),
                        signature)))
        .containsExactly("InvalidBurnPermit");
    ShareAmount more = AMOUNT.add(ShareAmount.ofSu(1));
    assertThat(refused(burn(permit(HOLDER.address(), more, SOLANA_WALLET, 0, deadline), signature)))
        .isEqualTo("InvalidBurnPermit");
    Instant later = deadline.plusSeconds(1);
    assertThat(refused(burn(permit(HOLDER.address(), AMOUNT, SOLANA_WALLET, 0, later), signature)))
        .isEqualTo("InvalidBurnPermit");
    assertThat(refused(burn(permit(ANYONE, AMOUNT, SOLANA_WALLET, 0, deadline), signature)))
        .isEqualTo("InvalidBurnPermit");
    assertThat(
            refused(burn(permit(HOLDER.address(), AMOUNT, SOLANA_WALLET, 1, deadline), signature)))
        .isEqualTo("InvalidAccountNonce");

    EvmReceipt receipt = deployment.must(burn(permit, signature));

    deployment.anvil.mine(3);
    var found = (TransactionLookup.Found) reader.burnsIn(receipt.transactionHash().toString());
    Message burned = ((ChainEvent.Burned) found.burns().get(0)).message();
    assertThat(burned.sender()).isEqualTo(HOLDER.address().toUniversal());
    assertThat(burned.recipient()).isEqualTo(SOLANA_WALLET);
    assertThat(burned.amount()).isEqualTo(AMOUNT);
    assertThat(refused(burn(permit, signature))).isEqualTo("InvalidAccountNonce");
  }

  @Test
  @Order(3)
  void appliesSeveralLeavesByTheirProofsAndRefusesAnyByteChanged() {
    List<AssetLeaf> leaves =
        List.of(
            leaf("CH1436219187", "1000"),
            leaf("CH1473121254", "2000"),
            leaf("CH1436219211", "3000"),
            leaf("CH1436219708", "4000"),
            leaf("CH1436219773", "5000"));
    StandardMerkleTree tree =
        StandardMerkleTree.ofLeafHashes(leaves.stream().map(AssetLeaf::leafHash).toList());
    List<List<Bytes32>> proofs = leaves.stream().map(leaf -> tree.proof(leaf.leafHash())).toList();
    SupplySnapshot snapshot = snapshot(tree.root());
    byte[] signatures =
        EvmDeployment.attestation(
            Eip712Digests.supplySnapshot(
                Eip712Domain.neutral(EvmDeployment.ENVIRONMENT), snapshot));

    assertThat(
            refusedForEachByteOf(
                signatures, bytes -> OracleCalls.publish(deployment.chain, snapshot, bytes)))
        .contains("UnknownSigner", "InvalidV");
    deployment.must(OracleCalls.publish(deployment.chain, snapshot, signatures));

    refusesChangedProofs(leaves, proofs);
    refusesAChangedLeaf(leaves, proofs);
    deployment.must(OracleCalls.applyLeaves(deployment.chain, leaves, proofs));

    assertThat(leaves)
        .allSatisfy(
            leaf ->
                assertThat(deployment.submitter.issueCap(leaf.isin()))
                    .isEqualTo(leaf.domains().get(1).issueCap()));
  }

  private static void refusesChangedProofs(List<AssetLeaf> leaves, List<List<Bytes32>> proofs) {
    for (int changed = 0; changed < leaves.size(); changed++) {
      int leaf = changed;
      List<Bytes32> proof = proofs.get(leaf);
      assertThat(proof).hasSizeBetween(2, 3);
      for (int i = 0; i < proof.size(); i++) {
        int element = i;
        Function<byte[], EvmCall> call =
            bytes -> {
              List<Bytes32> other = new ArrayList<>(proof);
              other.set(element, Bytes32.ofBytes(bytes));
              List<List<Bytes32>> all = new ArrayList<>(proofs);
              all.set(leaf, other);
              return OracleCalls.applyLeaves(deployment.chain, leaves, all);
            };
        assertThat(refusedForEachByteOf(proof.get(i).bytes(), call))
            .containsExactly("InvalidProof");
      }
    }
    List<List<Bytes32>> swapped = new ArrayList<>(proofs);
    swapped.set(0, proofs.get(1));
    swapped.set(1, proofs.get(0));
    assertThat(refused(OracleCalls.applyLeaves(deployment.chain, leaves, swapped)))
        .isEqualTo("InvalidProof");
  }

  /** In the calldata, so that also fields which Java would not write are tried. */
  private static void refusesAChangedLeaf(List<AssetLeaf> leaves, List<List<Bytes32>> proofs) {
    byte[] data = OracleCalls.applyLeaves(deployment.chain, leaves, proofs).data();
    byte[] leaf = leaves.get(2).abiEncode();
    int start = indexOf(data, leaf);
    for (int word = 0; word < leaf.length / 32; word++) {
      byte[] other = data.clone();
      // The ISIN stands at the left of its word, numbers at the right.
      other[start + 32 * word + (word == 0 ? 0 : 31)] ^= 1;
      refused(new EvmCall(deployment.chain.snapshotOracle(), other));
    }
  }

  private static int indexOf(byte[] data, byte[] part) {
    for (int i = 0; i + part.length <= data.length; i++) {
      if (Arrays.equals(data, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("the calldata does not hold the leaf");
  }

  /** The names of the errors with which the call is refused, each byte changed in turn. */
  private static Set<String> refusedForEachByteOf(byte[] bytes, Function<byte[], EvmCall> call) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String name = refused(call.apply(changed));
      assertThat(name).as("byte " + i).isNotIn("Unknown", "Empty", "Panic");
      names.add(name);
    }
    return names;
  }

  private static String refused(EvmCall call) {
    EvmSimulation simulation = deployment.submitter.simulate(ANYONE, call);
    assertThat(simulation).isInstanceOf(EvmSimulation.Reverts.class);
    return ((EvmSimulation.Reverts) simulation).error().name();
  }

  private static EvmCall batch(List<byte[]> messages, List<byte[]> attestations) {
    int size = Math.min(messages.size(), attestations.size());
    return GatewayCalls.mintBatch(
        deployment.chain, messages.subList(0, size), attestations.subList(0, size));
  }

  private static EvmCall burn(BurnPermit permit, byte[] signature) {
    return GatewayCalls.burnWithPermit(deployment.chain, permit, signature);
  }

  private static BurnPermit permit(
      EvmAddress holder,
      ShareAmount amount,
      UniversalAddress recipient,
      long nonce,
      Instant deadline) {
    return new BurnPermit(
        holder,
        EvmDeployment.AAPLX,
        amount,
        SOLANA,
        recipient,
        BigInteger.valueOf(nonce),
        deadline);
  }

  private static Eip712Domain gatewayDomain() {
    return Eip712Domain.gateway(
        EvmDeployment.ENVIRONMENT, EvmDeployment.DOMAIN, deployment.chain.gateway());
  }

  private static Message transferIn(int index) {
    return new Message(
        MessageKind.TRANSFER,
        SOLANA,
        EvmDeployment.DOMAIN,
        SourceRef.solanaBurn(new byte[64], index),
        EvmDeployment.AAPLX,
        AMOUNT,
        ActionEpoch.ZERO,
        SOLANA_WALLET,
        HOLDER.address().toUniversal());
  }

  private static AssetLeaf leaf(String isin, String cap) {
    return EvmSamples.leaf(Isin.of(isin), ShareAmount.ofShares(cap));
  }

  private static SupplySnapshot snapshot(Bytes32 root) {
    Instant cut = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 2);
    return new SupplySnapshot(
        1,
        cut,
        cut.plusSeconds(1_800),
        Bytes32.ZERO,
        root,
        Bytes32.ZERO,
        Bytes32.ZERO,
        Bytes32.ZERO);
  }

  private static MintStatus.State newest(Message message) {
    return reader.statusOf(message, Finality.LATEST).state();
  }

  private static ShareAmount supply() {
    deployment.anvil.mine(3);
    return reader
        .suppliesAt(reader.finalizedHead(), List.of(EvmDeployment.AAPLX))
        .assets()
        .get(EvmDeployment.AAPLX)
        .supply();
  }
}
