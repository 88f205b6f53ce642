package io.stockbridge.protocol.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
  private Sha256() {}

  /** The 32-byte hash of the parts joined. */
  public static byte[] hash(byte[]... parts) {
    MessageDigest digest = newDigest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Hashes inner nodes of Merkle trees (RFC 6962: a byte 1 and two hashes) without new objects. Not
   * safe for use by several threads.
   */
  public static final class Nodes {
    private static final int HASH_LENGTH = 32;
    private static final byte PREFIX = 1;

    private final MessageDigest digest = newDigest();

    /** Writes the hash of the two hashes at {@code offset} of {@code children}. */
    public void hash(byte[] children, int offset, byte[] target, int targetOffset) {
      digest.update(PREFIX);
      digest.update(children, offset, 2 * HASH_LENGTH);
      try {
        digest.digest(target, targetOffset, HASH_LENGTH);
      } catch (DigestException e) {
        throw new IllegalStateException("a hash has 32 bytes", e);
      }
    }
  }
}
