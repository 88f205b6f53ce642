package io.stockbridge.protocol.vectors;

import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.NoteSigner;
import io.stockbridge.protocol.log.SignedNote;
import io.stockbridge.protocol.merkle.Rfc6962Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The test entries of RFC 6962's reference implementation, roots, proofs and signed checkpoints.
 */
public final class LogVectors {
  public static final List<String> ENTRIES =
      List.of(
          "0x",
          "0x00",
          "0x10",
          "0x2021",
          "0x3031",
          "0x40414243",
          "0x5051525354555657",
          "0x606162636465666768696a6b6c6d6e6f");

  private LogVectors() {}

  static Map<String, Object> content() {
    Rfc6962Tree tree = new Rfc6962Tree();
    List<Object> trees = new ArrayList<>();
    NoteSigner signer = new NoteSigner("stockbridge.local/attester-1", TestKeys.log(1));
    trees.add(tree(tree, signer));
    for (String entry : ENTRIES) {
      tree.append(Hex.decode(entry));
      trees.add(tree(tree, signer));
    }
    return Fields.of(
        "entries",
        ENTRIES,
        "logPublicKey",
        signer.key().publicKey(),
        "verifierKey",
        signer.verifier().verifierKey(),
        "trees",
        trees);
  }

  private static Object tree(Rfc6962Tree tree, NoteSigner signer) {
    int size = tree.size();
    List<Object> inclusion = new ArrayList<>();
    List<Object> consistency = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      inclusion.add(texts(tree.inclusionProof(i, size)));
      consistency.add(texts(tree.consistencyProof(i, size)));
    }
    Checkpoint checkpoint = new Checkpoint(signer.name(), size, tree.root());
    return Fields.of(
        "size", size,
        "root", tree.root(),
        "inclusionProofs", inclusion,
        "consistencyProofs", consistency,
        "checkpoint", SignedNote.sign(checkpoint.text(), signer).render());
  }

  private static List<String> texts(List<Bytes32> hashes) {
    return hashes.stream().map(Bytes32::toString).toList();
  }
}
