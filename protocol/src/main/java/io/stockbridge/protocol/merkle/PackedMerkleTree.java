package io.stockbridge.protocol.merkle;

import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.util.ArrayList;
import java.util.List;

/**
 * The RFC 6962 tree over a fixed list of leaf hashes that stand in one array. Besides the array it
 * keeps the nodes over every {@value #BLOCK} leaves only, less than one byte per leaf; a proof
 * hashes one block again. Immutable, safe for use by several threads as long as nobody changes the
 * array.
 */
public final class PackedMerkleTree {

  /** A power of two, so that every block is a subtree. */
  private static final int BLOCK = 256;

  private final byte[] leafHashes;
  private final int size;
  private final Rfc6962Tree blocks = new Rfc6962Tree();

  /**
   * Hashes all nodes.
   *
   * @param leafHashes 32 bytes per leaf in the leaves' order; not copied
   */
  public PackedMerkleTree(byte[] leafHashes) {
    if (leafHashes.length % Bytes32.LENGTH != 0) {
      throw new IllegalArgumentException("not whole hashes: " + leafHashes.length + " bytes");
    }
    this.leafHashes = leafHashes;
    this.size = leafHashes.length / Bytes32.LENGTH;
    Sha256.Nodes hashing = new Sha256.Nodes();
    for (int from = 0; from < size; from += BLOCK) {
      blocks.appendLeafHash(hash(from, Math.min(size, from + BLOCK), hashing));
    }
  }

  /** How many leaves there are. */
  public int size() {
    return size;
  }

  /** The root; of no leaves, the SHA-256 of nothing. */
  public Bytes32 root() {
    return blocks.root();
  }

  /** The hash of a leaf. */
  public Bytes32 leafHash(int index) {
    return Bytes32.ofBytes(leafHashes, index * Bytes32.LENGTH);
  }

  /**
   * The proof that the leaf is in this tree (RFC 6962 §2.1.1).
   *
   * @throws IndexOutOfBoundsException when there is no such leaf
   */
  public List<Bytes32> inclusionProof(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("leaf " + index + " of " + size);
    }
    int block = index / BLOCK;
    int from = block * BLOCK;
    List<Bytes32> proof = new ArrayList<>();
    addInclusion(index, from, Math.min(size, from + BLOCK), proof);
    proof.addAll(blocks.inclusionProof(block, blocks.size()));
    return List.copyOf(proof);
  }

  private void addInclusion(int index, int from, int to, List<Bytes32> proof) {
    if (to - from == 1) {
      return;
    }
    Sha256.Nodes hashing = new Sha256.Nodes();
    int middle = from + Rfc6962Tree.split(to - from);
    if (index < middle) {
      addInclusion(index, from, middle, proof);
      proof.add(hash(middle, to, hashing));
    } else {
      addInclusion(index, middle, to, proof);
      proof.add(hash(from, middle, hashing));
    }
  }

  /** Works level by level in one small array; an odd node at the end goes up as it is. */
  private Bytes32 hash(int from, int to, Sha256.Nodes hashing) {
    int count = to - from;
    byte[] level = new byte[count * Bytes32.LENGTH];
    System.arraycopy(leafHashes, from * Bytes32.LENGTH, level, 0, level.length);
    while (count > 1) {
      int pairs = count / 2;
      for (int i = 0; i < pairs; i++) {
        hashing.hash(level, 2 * i * Bytes32.LENGTH, level, i * Bytes32.LENGTH);
      }
      if (count % 2 == 1) {
        System.arraycopy(
            level, (count - 1) * Bytes32.LENGTH, level, pairs * Bytes32.LENGTH, Bytes32.LENGTH);
      }
      count = pairs + count % 2;
    }
    return Bytes32.ofBytes(level, 0);
  }
}
