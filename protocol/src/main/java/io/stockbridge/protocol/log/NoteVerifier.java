package io.stockbridge.protocol.log;

import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Whose signatures of notes to believe: a name and an Ed25519 public key.
 *
 * @param name the key's name
 * @param publicKey the key
 */
public record NoteVerifier(String name, Bytes32 publicKey) {

  /** Checks the name. */
  public NoteVerifier {
    NoteKeys.checkName(name);
  }

  /**
   * Whether the note has a valid signature of this key. Signatures of other keys are passed over; a
   * false one of this key makes the note worthless.
   */
  public boolean hasSigned(SignedNote note) {
    byte[] id = NoteKeys.keyId(name, publicKey);
    byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (SignedNote.NoteSignature signature : note.signatures()) {
      if (signature.name().equals(name) && Arrays.equals(signature.keyId(), id)) {
        if (!Ed25519Verifier.verify(publicKey, text, signature.signature())) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  /** The key as C2SP's vkey text: {@code name+keyId+base64(0x01 ‖ public key)}. */
  public String verifierKey() {
    byte[] typed = new byte[1 + Bytes32.LENGTH];
    typed[0] = NoteKeys.ED25519;
    System.arraycopy(publicKey.bytes(), 0, typed, 1, Bytes32.LENGTH);
    return name
        + "+"
        + HexFormat.of().formatHex(NoteKeys.keyId(name, publicKey))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }
}
