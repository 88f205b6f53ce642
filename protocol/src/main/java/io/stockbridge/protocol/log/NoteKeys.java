package io.stockbridge.protocol.log;

import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names and key ids of C2SP signed notes. */
final class NoteKeys {
  /** Signature type 0x01: Ed25519 over the note's text. */
  static final byte ED25519 = 1;

  static final int ID_LENGTH = 4;

  private NoteKeys() {}

  /** The first four bytes of SHA-256(name ‖ newline ‖ type ‖ public key). */
  static byte[] keyId(String name, Bytes32 publicKey) {
    byte[] hash =
        Sha256.hash(
            name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', ED25519}, publicKey.bytes());
    return Arrays.copyOf(hash, ID_LENGTH);
  }

  static void checkName(String name) {
    boolean allowed =
        !name.isEmpty()
            && name.codePoints().noneMatch(c -> Character.isWhitespace(c) || c == '+' || c < ' ');
    if (!allowed) {
      throw new IllegalArgumentException("a name is empty or has spaces, plus signs or controls");
    }
  }
}
