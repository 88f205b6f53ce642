package io.stockbridge.protocol.merkle;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of {@code @openzeppelin/merkle-tree} (format standard-v1), which Solidity's
 * MerkleProof verifies: leaves sorted by hash, a complete binary tree in an array, children hashed
 * in ascending order. The tree of no leaves has the root zero.
 */
public final class StandardMerkleTree {
  private final Bytes32[] nodes;
  private final List<Bytes32> sortedLeaves;

  private StandardMerkleTree(Bytes32[] nodes, List<Bytes32> sortedLeaves) {
    this.nodes = nodes;
    this.sortedLeaves = sortedLeaves;
  }

  /** The hash of a leaf: keccak256 of keccak256 of its ABI encoding, never that of a node. */
  public static Bytes32 leafHash(byte[] abiEncoded) {
    return Bytes32.ofBytes(Keccak256.hash(Keccak256.hash(abiEncoded)));
  }

  /** The tree of leaves with these hashes, given in any order. */
  public static StandardMerkleTree ofLeafHashes(List<Bytes32> leafHashes) {
    List<Bytes32> sorted = leafHashes.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return new StandardMerkleTree(new Bytes32[] {Bytes32.ZERO}, sorted);
    }
    Bytes32[] nodes = new Bytes32[2 * sorted.size() - 1];
    for (int i = 0; i < sorted.size(); i++) {
      nodes[nodes.length - 1 - i] = sorted.get(i);
    }
    for (int i = nodes.length - 1 - sorted.size(); i >= 0; i--) {
      nodes[i] = nodeHash(nodes[2 * i + 1], nodes[2 * i + 2]);
    }
    return new StandardMerkleTree(nodes, sorted);
  }

  /** The root, or zero when there are no leaves. */
  public Bytes32 root() {
    return nodes[0];
  }

  /**
   * The hashes that lead from the leaf to the root, lowest first.
   *
   * @throws IllegalArgumentException when the tree has no such leaf
   */
  public List<Bytes32> proof(Bytes32 leafHash) {
    int position = sortedLeaves.indexOf(leafHash);
    if (position < 0) {
      throw new IllegalArgumentException("no leaf with hash " + leafHash);
    }
    List<Bytes32> proof = new ArrayList<>();
    for (int i = nodes.length - 1 - position; i > 0; i = (i - 1) / 2) {
      proof.add(nodes[i % 2 == 0 ? i - 1 : i + 1]);
    }
    return List.copyOf(proof);
  }

  /**
   * Whether the proof leads from the leaf to the root, as OpenZeppelin's MerkleProof decides it.
   */
  public static boolean verify(Bytes32 root, Bytes32 leafHash, List<Bytes32> proof) {
    Bytes32 hash = leafHash;
    for (Bytes32 sibling : proof) {
      hash = nodeHash(hash, sibling);
    }
    return hash.equals(root);
  }

  private static Bytes32 nodeHash(Bytes32 a, Bytes32 b) {
    boolean inOrder = a.compareTo(b) <= 0;
    return Bytes32.ofBytes(
        Keccak256.hash(inOrder ? a.bytes() : b.bytes(), inOrder ? b.bytes() : a.bytes()));
  }
}
