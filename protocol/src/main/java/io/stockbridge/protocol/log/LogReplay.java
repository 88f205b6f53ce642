package io.stockbridge.protocol.log;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import io.stockbridge.protocol.merkle.Rfc6962Tree;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log's tree as it follows from the stored bytes, entry by entry. Once an entry is not what was
 * appended, or the tree does not continue a signed checkpoint, the log is broken for good and
 * nothing more is signed. Not safe for use by several threads.
 */
public final class LogReplay {
  private final NoteSigner signer;
  private final Rfc6962Tree tree = new Rfc6962Tree();
  private @Nullable String fault;

  /** An empty log whose checkpoints that signer signs under its own name. */
  public LogReplay(NoteSigner signer) {
    this.signer = signer;
  }

  /** How many entries were read. */
  public int size() {
    return tree.size();
  }

  /** What is wrong with the stored log, if anything. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** Takes the next stored entry: its index, bytes, and the hash stored beside them. */
  public void add(long index, byte[] content, Bytes32 storedHash) {
    if (fault != null) {
      return;
    }
    Bytes32 hash = Rfc6962Proofs.leafHash(content);
    if (index != tree.size() || !hash.equals(storedHash)) {
      fault = "a stored log entry is not what was appended, index " + index;
      return;
    }
    tree.appendLeafHash(hash);
  }

  /**
   * A checkpoint of all entries read, signed; empty when the last one covers them, when there are
   * none, or when the log is broken.
   *
   * @param last the last one that was signed, if any
   */
  public Optional<SignedCheckpoint> next(Optional<Checkpoint> last) {
    last.filter(signed -> !contains(signed)).ifPresent(this::breakAt);
    boolean isNew = last.isEmpty() || last.get().treeSize() < tree.size();
    if (fault != null || tree.size() == 0 || !isNew) {
      return Optional.empty();
    }
    Checkpoint checkpoint = new Checkpoint(signer.name(), tree.size(), tree.root());
    String note = SignedNote.sign(checkpoint.text(), signer).render();
    return Optional.of(new SignedCheckpoint(checkpoint, note));
  }

  /**
   * A checkpoint and its published form.
   *
   * @param checkpoint what is signed
   * @param note the signed note
   */
  public record SignedCheckpoint(Checkpoint checkpoint, String note) {}

  /** The proof that an entry is in the tree of that size; empty when it was not read that far. */
  public Optional<List<Bytes32>> inclusion(long index, long size) {
    return fault == null && index >= 0 && index < size && size <= tree.size()
        ? Optional.of(tree.inclusionProof((int) index, (int) size))
        : Optional.empty();
  }

  /** The proof that one size's tree starts with another's; empty when it was not read that far. */
  public Optional<List<Bytes32>> consistency(long from, long to) {
    return fault == null && from >= 0 && from <= to && to <= tree.size()
        ? Optional.of(tree.consistencyProof((int) from, (int) to))
        : Optional.empty();
  }

  private boolean contains(Checkpoint signed) {
    return signed.treeSize() <= tree.size()
        && tree.root((int) signed.treeSize()).equals(signed.root());
  }

  private void breakAt(Checkpoint signed) {
    fault = "the stored log does not continue its signed checkpoint of size " + signed.treeSize();
  }
}
