package io.stockbridge.attestation.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * JSON records that an attester signs with its log key: Ed25519 over a line that names the form and
 * the RFC 8785 text of every field but {@code signature} (docs/interfaces.md §3).
 */
public enum SignedForm {
  /** What an attester found of an asset. */
  VERDICT("stockbridge/verdict/v1"),
  /** That a latch was lifted, by whom and why. */
  HALT_CLEARING("stockbridge/halt-clearing/v1");

  private static final String SIGNATURE = "signature";
  private final String line;

  SignedForm(String name) {
    this.line = name + "\n";
  }

  /** The same fields with the signature beside them. */
  public ObjectNode sign(ObjectNode fields, Ed25519Key logKey) {
    byte[] signature = logKey.sign(signedBytes(fields));
    return fields.deepCopy().put(SIGNATURE, Base64.getEncoder().encodeToString(signature));
  }

  /** Whether the record carries the signature of that log key over all its other fields. */
  public boolean isSignedBy(Bytes32 logKey, JsonNode record) {
    JsonNode signature = record.get(SIGNATURE);
    if (!(record instanceof ObjectNode object) || signature == null || !signature.isTextual()) {
      return false;
    }
    try {
      return Ed25519Verifier.verify(
          logKey, signedBytes(object), Base64.getDecoder().decode(signature.textValue()));
    } catch (IllegalArgumentException notCanonical) {
      return false;
    }
  }

  private byte[] signedBytes(ObjectNode record) {
    ObjectNode fields = record.deepCopy();
    fields.remove(SIGNATURE);
    return (line + CanonicalJson.write(fields)).getBytes(StandardCharsets.UTF_8);
  }
}
