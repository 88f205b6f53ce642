package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.NoteSigner;
import io.stockbridge.protocol.proof.RegistryProof.SignedState;
import io.stockbridge.protocol.state.StateHeader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs what the registry says. Attesters pin the key. */
public final class Registrar {

  private final String keyId;
  private final Ed25519Key key;

  /** The registrar of a name and key. */
  public Registrar(String keyId, Ed25519Key key) {
    this.keyId = keyId;
    this.key = key;
  }

  /** A statement and its signature. */
  public record Signed(String record, String signature, String keyId) {}

  /** Signs the canonical JSON (RFC 8785) of {@code statement}: Ed25519 over its UTF-8 bytes. */
  public Signed sign(JsonNode statement) {
    String record = CanonicalJson.write(statement);
    byte[] signature = key.sign(record.getBytes(StandardCharsets.UTF_8));
    return new Signed(record, Base64.getEncoder().encodeToString(signature), keyId);
  }

  /** Signs a state's header. */
  public SignedState sign(StateHeader header) {
    byte[] signature = key.sign(header.signedBytes());
    return new SignedState(header, Base64.getEncoder().encodeToString(signature), keyId);
  }

  /** Signs checkpoints of the registrar's log in that deployment. */
  public NoteSigner logOf(String environment) {
    return new NoteSigner(Checkpoint.origin(environment, keyId), key);
  }
}
