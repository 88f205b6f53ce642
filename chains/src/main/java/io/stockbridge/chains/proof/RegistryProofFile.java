package io.stockbridge.chains.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.protocol.proof.RegistryProof;
import io.stockbridge.protocol.proof.TrustedRegistrar;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import io.stockbridge.protocol.state.StateHeader;

/** Reads the downloaded file that proves one entry of the registry offline (schema 1). */
public final class RegistryProofFile {
  /** Member {@code type} of the file, by which it is told from other proofs. */
  public static final String TYPE = "registry-entry";

  private RegistryProofFile() {}

  /** Whether the file says that it is of this type. */
  public static boolean isOne(JsonNode root) {
    return TYPE.equals(root.path("type").asText());
  }

  /**
   * Reads a proof.
   *
   * @throws IllegalArgumentException naming the field at fault
   */
  public static RegistryProof read(JsonNode root) {
    if (!isOne(root)) {
      throw new IllegalArgumentException("type: not " + TYPE);
    }
    ProofFile.checkSchema(root);
    return new RegistryProof(
        Fields.value(root, "entry", RegistryProofFile::entry),
        Fields.number(root, "index"),
        Fields.list(root, "proof", ProofFile::hash),
        new RegistryProof.SignedState(
            Fields.value(root, "header", StateHeader::parse),
            Fields.text(root, "signature"),
            Fields.text(root, "keyId")),
        ProofFile.logInclusion(root));
  }

  /** The registrar that a pinned network description makes trusted. */
  public static TrustedRegistrar trustedRegistrar(NetworkDescription network) {
    return new TrustedRegistrar(
        network.environment(), network.registrar().id(), network.registrar().ed25519());
  }

  private static StateEntry entry(String line) {
    JsonNode entry = ProofFile.tree(line);
    ObjectNode content = (ObjectNode) Fields.object(entry, "content");
    if (entry.size() != 3 || content.isEmpty()) {
      throw new IllegalArgumentException("not of content, key and kind");
    }
    EntryKind kind =
        EntryKind.ofWire(Fields.text(entry, "kind"))
            .orElseThrow(() -> new IllegalArgumentException("kind: unknown"));
    return new StateEntry(new EntryName(kind, Fields.text(entry, "key")), line);
  }
}
