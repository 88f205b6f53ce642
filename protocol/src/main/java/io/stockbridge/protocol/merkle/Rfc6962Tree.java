package io.stockbridge.protocol.merkle;

import io.stockbridge.protocol.identifiers.Bytes32;
import java.util.ArrayList;
import java.util.List;

/**
 * The append-only Merkle tree of RFC 6962 (and RFC 9162) over SHA-256. Keeps the hash of every
 * complete subtree, so that appending, roots and proofs cost O(log n). Not safe for use by several
 * threads.
 */
public final class Rfc6962Tree {
  /** levels.get(k).get(i) is the hash of the complete subtree of leaves i·2ᵏ … (i+1)·2ᵏ−1. */
  private final List<List<Bytes32>> levels = new ArrayList<>();

  private int size;

  /** A tree without leaves. */
  public Rfc6962Tree() {
    levels.add(new ArrayList<>());
  }

  /** Appends an entry and returns its index. */
  public int append(byte[] entry) {
    return appendLeafHash(Rfc6962Proofs.leafHash(entry));
  }

  /** Appends an entry whose leaf hash is known, and returns its index. */
  public int appendLeafHash(Bytes32 leafHash) {
    int index = size;
    levels.getFirst().add(leafHash);
    size++;
    for (int level = 0; (size >> level) % 2 == 0; level++) {
      List<Bytes32> nodes = levels.get(level);
      if (levels.size() == level + 1) {
        levels.add(new ArrayList<>());
      }
      levels
          .get(level + 1)
          .add(Rfc6962Proofs.nodeHash(nodes.get(nodes.size() - 2), nodes.getLast()));
    }
    return index;
  }

  /** How many entries there are. */
  public int size() {
    return size;
  }

  /** The root of the whole tree; of none, the SHA-256 of nothing. */
  public Bytes32 root() {
    return root(size);
  }

  /**
   * The root as it was with the first {@code treeSize} entries.
   *
   * @throws IndexOutOfBoundsException when there are fewer
   */
  public Bytes32 root(int treeSize) {
    checkSize(treeSize);
    return treeSize == 0 ? Rfc6962Proofs.EMPTY_ROOT : hash(0, treeSize);
  }

  /**
   * The proof that entry {@code index} is among the first {@code treeSize} (RFC 6962 §2.1.1).
   *
   * @throws IndexOutOfBoundsException when it is not
   */
  public List<Bytes32> inclusionProof(int index, int treeSize) {
    checkSize(treeSize);
    if (index < 0 || index >= treeSize) {
      throw new IndexOutOfBoundsException("entry " + index + " of " + treeSize);
    }
    List<Bytes32> proof = new ArrayList<>();
    addInclusion(index, 0, treeSize, proof);
    return List.copyOf(proof);
  }

  /**
   * The proof that the first {@code newSize} entries start with the first {@code oldSize} (RFC 6962
   * §2.1.2); empty when they are equally many or none.
   *
   * @throws IndexOutOfBoundsException unless 0 ≤ oldSize ≤ newSize ≤ size
   */
  public List<Bytes32> consistencyProof(int oldSize, int newSize) {
    checkSize(newSize);
    if (oldSize < 0 || oldSize > newSize) {
      throw new IndexOutOfBoundsException("from " + oldSize + " to " + newSize + " entries");
    }
    List<Bytes32> proof = new ArrayList<>();
    if (oldSize > 0 && oldSize < newSize) {
      addConsistency(oldSize, 0, newSize, true, proof);
    }
    return List.copyOf(proof);
  }

  private void addInclusion(int index, int from, int to, List<Bytes32> proof) {
    if (to - from == 1) {
      return;
    }
    int middle = from + split(to - from);
    if (index < middle) {
      addInclusion(index, from, middle, proof);
      proof.add(hash(middle, to));
    } else {
      addInclusion(index, middle, to, proof);
      proof.add(hash(from, middle));
    }
  }

  private void addConsistency(int old, int from, int to, boolean known, List<Bytes32> proof) {
    if (old == to - from) {
      if (!known) {
        proof.add(hash(from, to));
      }
      return;
    }
    int left = split(to - from);
    if (old <= left) {
      addConsistency(old, from, from + left, known, proof);
      proof.add(hash(from + left, to));
    } else {
      addConsistency(old - left, from + left, to, false, proof);
      proof.add(hash(from, from + left));
    }
  }

  /**
   * The hash over leaves from … to−1; {@code from} is always a multiple of the left part's size.
   */
  private Bytes32 hash(int from, int to) {
    int count = to - from;
    if (Integer.bitCount(count) == 1) {
      int level = Integer.numberOfTrailingZeros(count);
      return levels.get(level).get(from >> level);
    }
    int middle = from + split(count);
    return Rfc6962Proofs.nodeHash(hash(from, middle), hash(middle, to));
  }

  /** The largest power of two below {@code count}. */
  static int split(int count) {
    return Integer.highestOneBit(count - 1);
  }

  private void checkSize(int treeSize) {
    if (treeSize < 0 || treeSize > size) {
      throw new IndexOutOfBoundsException("tree size " + treeSize + " of " + size);
    }
  }
}
