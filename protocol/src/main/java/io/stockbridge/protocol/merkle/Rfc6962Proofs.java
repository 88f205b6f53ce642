package io.stockbridge.protocol.merkle;

import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.util.List;

/** Hashing and proof verification of RFC 6962, by the algorithms of RFC 9162 §2.1. */
public final class Rfc6962Proofs {

  /** The root of a tree without entries. */
  public static final Bytes32 EMPTY_ROOT = Bytes32.ofBytes(Sha256.hash());

  private static final byte[] LEAF_PREFIX = {0};
  private static final byte[] NODE_PREFIX = {1};

  private Rfc6962Proofs() {}

  /** The hash of an entry: SHA-256(0x00 ‖ entry). */
  public static Bytes32 leafHash(byte[] entry) {
    return Bytes32.ofBytes(Sha256.hash(LEAF_PREFIX, entry));
  }

  /** The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right). */
  public static Bytes32 nodeHash(Bytes32 left, Bytes32 right) {
    return Bytes32.ofBytes(Sha256.hash(NODE_PREFIX, left.bytes(), right.bytes()));
  }

  /** Whether the proof shows the leaf at {@code index} in the tree of that size and root. */
  public static boolean verifyInclusion(
      Bytes32 leafHash, long index, long treeSize, List<Bytes32> proof, Bytes32 root) {
    if (index < 0 || index >= treeSize) {
      return false;
    }
    long position = index;
    long last = treeSize - 1;
    Bytes32 hash = leafHash;
    for (Bytes32 sibling : proof) {
      if (last == 0) {
        return false;
      }
      if (position % 2 == 1 || position == last) {
        hash = nodeHash(sibling, hash);
        while (position % 2 == 0 && position != 0) {
          position >>= 1;
          last >>= 1;
        }
      } else {
        hash = nodeHash(hash, sibling);
      }
      position >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /** Whether the proof shows that the tree of the new size starts with the tree of the old size. */
  public static boolean verifyConsistency(
      long oldSize, Bytes32 oldRoot, long newSize, Bytes32 newRoot, List<Bytes32> proof) {
    if (oldSize < 0 || oldSize > newSize) {
      return false;
    }
    if (oldSize == newSize) {
      return proof.isEmpty() && oldRoot.equals(newRoot);
    }
    if (oldSize == 0) {
      return proof.isEmpty() && oldRoot.equals(EMPTY_ROOT);
    }
    boolean complete = Long.bitCount(oldSize) == 1;
    if (proof.isEmpty()) {
      return false;
    }
    Bytes32 start = complete ? oldRoot : proof.getFirst();
    List<Bytes32> rest = complete ? proof : proof.subList(1, proof.size());
    return climb(oldSize, oldRoot, newSize, newRoot, start, rest);
  }

  private static boolean climb(
      long oldSize,
      Bytes32 oldRoot,
      long newSize,
      Bytes32 newRoot,
      Bytes32 start,
      List<Bytes32> rest) {
    int shared = Long.numberOfTrailingZeros(oldSize);
    long position = (oldSize - 1) >> shared;
    long last = (newSize - 1) >> shared;
    Bytes32 oldHash = start;
    Bytes32 newHash = start;
    for (Bytes32 sibling : rest) {
      if (last == 0) {
        return false;
      }
      if (position % 2 == 1 || position == last) {
        oldHash = nodeHash(sibling, oldHash);
        newHash = nodeHash(sibling, newHash);
        while (position % 2 == 0 && position != 0) {
          position >>= 1;
          last >>= 1;
        }
      } else {
        newHash = nodeHash(newHash, sibling);
      }
      position >>= 1;
      last >>= 1;
    }
    return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
  }
}
