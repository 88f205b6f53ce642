package io.stockbridge.chains.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.SignerKey;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An asset record whose registrar's signature holds.
 *
 * @param asset what it says
 * @param text the exact signed text
 * @param signature Ed25519 over the text's UTF-8 bytes, base64
 */
public record SignedAssetRecord(AssetRecord asset, String text, String signature) {

  /**
   * Reads the data of {@code AssetRecorded}: signature first, then content.
   *
   * @throws IllegalArgumentException when the registrar did not sign it or a field is wrong
   */
  public static SignedAssetRecord read(JsonNode data, SignerKey registrar) {
    String text = AssetRecord.text(data, "record");
    String signature = AssetRecord.text(data, "signature");
    String keyId = AssetRecord.text(data, "keyId");
    if (!keyId.equals(registrar.id())) {
      throw new IllegalArgumentException("keyId: not the pinned registrar's: " + keyId);
    }
    if (!Ed25519Verifier.verify(
        registrar.ed25519(), text.getBytes(StandardCharsets.UTF_8), decoded(signature))) {
      throw new IllegalArgumentException("signature: not the pinned registrar's");
    }
    return new SignedAssetRecord(AssetRecord.parse(text), text, signature);
  }

  private static byte[] decoded(String signature) {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("signature: not base64", e);
    }
  }
}
