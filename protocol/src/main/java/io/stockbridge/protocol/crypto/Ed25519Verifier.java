package io.stockbridge.protocol.crypto;

import io.stockbridge.protocol.identifiers.Bytes32;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Verification of Ed25519 signatures (RFC 8032, low s enforced). */
public final class Ed25519Verifier {

  /** Length of a signature in bytes. */
  public static final int SIGNATURE_LENGTH = 64;

  private Ed25519Verifier() {}

  /**
   * Whether {@code signature} is the key's signature of {@code message}. False for any other length
   * and for a key that is no point of the curve or one of small order.
   */
  public static boolean verify(Bytes32 publicKey, byte[] message, byte[] signature) {
    byte[] key = publicKey.bytes();
    return signature.length == SIGNATURE_LENGTH
        && Ed25519.validatePublicKeyFull(key, 0)
        && Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
  }
}
