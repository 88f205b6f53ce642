package io.stockbridge.protocol.crypto;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as the EVM computes it (not SHA3-256). */
public final class Keccak256 {
  private Keccak256() {}

  /** The 32-byte hash of the parts joined. */
  public static byte[] hash(byte[]... parts) {
    KeccakDigest digest = new KeccakDigest(256);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return out;
  }

  /** The 32-byte hash of the text in UTF-8. */
  public static byte[] hashUtf8(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }
}
