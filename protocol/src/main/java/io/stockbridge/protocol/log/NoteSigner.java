package io.stockbridge.protocol.log;

import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.log.SignedNote.NoteSignature;
import java.nio.charset.StandardCharsets;

/**
 * Who signs notes: a name and an Ed25519 key.
 *
 * @param name the key's name, for a log its origin
 * @param key the key
 */
public record NoteSigner(String name, Ed25519Key key) {

  /** Checks the name. */
  public NoteSigner {
    NoteKeys.checkName(name);
  }

  /** This signer's signature of the text. */
  public NoteSignature sign(String text) {
    return new NoteSignature(
        name,
        NoteKeys.keyId(name, key.publicKey()),
        key.sign(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What others need to check this signer's notes. */
  public NoteVerifier verifier() {
    return new NoteVerifier(name, key.publicKey());
  }
}
