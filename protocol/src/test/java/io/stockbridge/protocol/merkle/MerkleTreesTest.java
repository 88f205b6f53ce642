package io.stockbridge.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreesTest {
  private static final int SIZES = 130;

  @Test
  void provesInclusionOfEveryEntryAtEverySize() {
    Seeded seeded = Seeded.forTest("provesInclusionOfEveryEntryAtEverySize");
    List<byte[]> entries = entries(seeded);
    Rfc6962Tree tree = treeOf(entries);
    for (int size = 1; size <= SIZES; size++) {
      Bytes32 root = tree.root(size);
      for (int index = 0; index < size; index++) {
        Bytes32 leaf = Rfc6962Proofs.leafHash(entries.get(index));
        List<Bytes32> proof = tree.inclusionProof(index, size);
        assertThat(Rfc6962Proofs.verifyInclusion(leaf, index, size, proof, root)).isTrue();
        assertThat(Rfc6962Proofs.verifyInclusion(seeded.bytes32(), index, size, proof, root))
            .isFalse();
        assertThat(Rfc6962Proofs.verifyInclusion(leaf, index + 1L, size, proof, root)).isFalse();
      }
    }
  }

  @Test
  void thePackedTreeIsTheSameTree() {
    Seeded seeded = Seeded.forTest("thePackedTreeIsTheSameTree");
    for (int size : new int[] {0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 1000}) {
      Rfc6962Tree tree = new Rfc6962Tree();
      byte[] packed = new byte[size * Bytes32.LENGTH];
      for (int i = 0; i < size; i++) {
        Bytes32 leaf = seeded.bytes32();
        tree.appendLeafHash(leaf);
        System.arraycopy(leaf.bytes(), 0, packed, i * Bytes32.LENGTH, Bytes32.LENGTH);
      }
      PackedMerkleTree same = new PackedMerkleTree(packed);
      assertThat(same.root()).isEqualTo(tree.root());
      for (int i = 0; i < size; i++) {
        assertThat(same.inclusionProof(i)).isEqualTo(tree.inclusionProof(i, size));
      }
      assertThatThrownBy(() -> same.inclusionProof(size))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void provesConsistencyBetweenAllPairsOfSizes() {
    Seeded seeded = Seeded.forTest("provesConsistencyBetweenAllPairsOfSizes");
    Rfc6962Tree tree = treeOf(entries(seeded));
    for (int newSize = 0; newSize <= SIZES; newSize++) {
      for (int oldSize = 0; oldSize <= newSize; oldSize++) {
        List<Bytes32> proof = tree.consistencyProof(oldSize, newSize);
        Bytes32 oldRoot = tree.root(oldSize);
        Bytes32 newRoot = tree.root(newSize);
        assertThat(Rfc6962Proofs.verifyConsistency(oldSize, oldRoot, newSize, newRoot, proof))
            .isTrue();
        assertThat(
                Rfc6962Proofs.verifyConsistency(oldSize, seeded.bytes32(), newSize, newRoot, proof))
            .isFalse();
        if (oldSize > 0) {
          assertThat(
                  Rfc6962Proofs.verifyConsistency(
                      oldSize, oldRoot, newSize, seeded.bytes32(), proof))
              .isFalse();
        }
      }
    }
  }

  @Test
  void refusesProofsWithAHashTooManyTooFewOrChanged() {
    Seeded seeded = Seeded.forTest("refusesProofsWithAHashTooManyTooFewOrChanged");
    List<byte[]> entries = entries(seeded);
    Rfc6962Tree tree = treeOf(entries);
    for (int round = 0; round < 500; round++) {
      int size = 2 + seeded.below(SIZES - 1);
      int index = seeded.below(size);
      Bytes32 leaf = Rfc6962Proofs.leafHash(entries.get(index));
      for (List<Bytes32> wrong : mutations(seeded, tree.inclusionProof(index, size))) {
        assertThat(Rfc6962Proofs.verifyInclusion(leaf, index, size, wrong, tree.root(size)))
            .isFalse();
      }
      int oldSize = 1 + seeded.below(size - 1);
      for (List<Bytes32> wrong : mutations(seeded, tree.consistencyProof(oldSize, size))) {
        assertThat(
                Rfc6962Proofs.verifyConsistency(
                    oldSize, tree.root(oldSize), size, tree.root(size), wrong))
            .isFalse();
      }
    }
  }

  @Test
  void olderRootsStayWhatTheyWere() {
    Seeded seeded = Seeded.forTest("olderRootsStayWhatTheyWere");
    List<byte[]> entries = entries(seeded);
    Rfc6962Tree growing = new Rfc6962Tree();
    List<Bytes32> roots = new ArrayList<>(List.of(growing.root()));
    for (byte[] entry : entries) {
      growing.append(entry);
      roots.add(growing.root());
    }
    for (int size = 0; size <= SIZES; size++) {
      assertThat(growing.root(size)).isEqualTo(roots.get(size));
    }
    assertThatThrownBy(() -> growing.root(SIZES + 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> growing.inclusionProof(5, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void standardTreeProvesEveryLeafWhateverTheirOrder() {
    Seeded seeded = Seeded.forTest("standardTreeProvesEveryLeafWhateverTheirOrder");
    List<Bytes32> leaves = new ArrayList<>();
    for (int size = 1; size <= SIZES; size++) {
      leaves.add(seeded.below(leaves.size() + 1), seeded.bytes32());
      StandardMerkleTree tree = StandardMerkleTree.ofLeafHashes(leaves);
      assertThat(StandardMerkleTree.ofLeafHashes(leaves.reversed()).root()).isEqualTo(tree.root());
      for (Bytes32 leaf : leaves) {
        List<Bytes32> proof = tree.proof(leaf);
        assertThat(StandardMerkleTree.verify(tree.root(), leaf, proof)).isTrue();
        assertThat(StandardMerkleTree.verify(tree.root(), seeded.bytes32(), proof)).isFalse();
      }
    }
    assertThat(StandardMerkleTree.ofLeafHashes(List.of()).root()).isEqualTo(Bytes32.ZERO);
    assertThatThrownBy(() -> StandardMerkleTree.ofLeafHashes(leaves).proof(Bytes32.ZERO))
        .hasMessageStartingWith("no leaf with hash");
  }

  private static List<List<Bytes32>> mutations(Seeded seeded, List<Bytes32> proof) {
    List<Bytes32> longer = new ArrayList<>(proof);
    longer.add(seeded.bytes32());
    List<List<Bytes32>> wrong = new ArrayList<>(List.of(longer));
    if (!proof.isEmpty()) {
      wrong.add(proof.subList(0, proof.size() - 1));
      List<Bytes32> changed = new ArrayList<>(proof);
      changed.set(seeded.below(proof.size()), seeded.bytes32());
      wrong.add(changed);
    }
    return wrong;
  }

  private static List<byte[]> entries(Seeded seeded) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < SIZES; i++) {
      entries.add(seeded.bytes(seeded.below(40)));
    }
    return entries;
  }

  private static Rfc6962Tree treeOf(List<byte[]> entries) {
    Rfc6962Tree tree = new Rfc6962Tree();
    for (int i = 0; i < entries.size(); i++) {
      assertThat(tree.append(entries.get(i))).isEqualTo(i);
    }
    return tree;
  }
}
