package io.stockbridge.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import io.stockbridge.protocol.vectors.TestKeys;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  private static final NoteSigner LOG = new NoteSigner("stockbridge.local/1", TestKeys.log(1));
  private static final NoteSigner WITNESS = new NoteSigner("witness.local", TestKeys.log(2));
  private static final Checkpoint EMPTY =
      new Checkpoint("stockbridge.local/1", 0, Rfc6962Proofs.EMPTY_ROOT);

  @Test
  void acceptsTheNoteOfTheSpecifyingLibrary() {
    // The example of golang.org/x/mod/sumdb/note, whose key ids C2SP took over.
    byte[] typed = Base64.getDecoder().decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    NoteVerifier peter =
        new NoteVerifier("PeterNeumann", Bytes32.ofBytes(Arrays.copyOfRange(typed, 1, 33)));
    assertThat(peter.verifierKey())
        .isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    SignedNote note =
        SignedNote.parse(
            "If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n\n"
                + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKv"
                + "qfqdngotpRZb6KE6RyyBwJnAM=\n");
    assertThat(peter.hasSigned(note)).isTrue();
  }

  @Test
  void writesTheThreeLinesOfACheckpoint() {
    assertThat(EMPTY.text())
        .isEqualTo("stockbridge.local/1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    assertThat(Checkpoint.parse(EMPTY.text())).isEqualTo(EMPTY);
  }

  @Test
  void readsBackWhatWasSignedByLogAndWitness() {
    SignedNote note = SignedNote.sign(EMPTY.text(), LOG, WITNESS);
    SignedNote parsed = SignedNote.parse(note.render());
    assertThat(parsed).isEqualTo(note);
    assertThat(LOG.verifier().hasSigned(parsed)).isTrue();
    assertThat(WITNESS.verifier().hasSigned(parsed)).isTrue();
    assertThat(new NoteVerifier("witness.local", TestKeys.log(3).publicKey()).hasSigned(parsed))
        .isFalse();
    assertThat(new NoteVerifier("other", TestKeys.log(2).publicKey()).hasSigned(parsed)).isFalse();
  }

  @Test
  void aChangedTextHasNoValidSignature() {
    String changed = SignedNote.sign(EMPTY.text(), LOG).render().replace("\n0\n", "\n1\n");
    assertThat(LOG.verifier().hasSigned(SignedNote.parse(changed))).isFalse();
  }

  @Test
  void refusesTextThatIsNoCheckpoint() {
    String root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    for (String text :
        List.of(
            "",
            "log\n0\n",
            "log\n00\n" + root + "\n",
            "log\n-1\n" + root + "\n",
            "log\n0\n" + root,
            "log\n0\n" + root + "\nextension\n",
            "log\n0\nAAAA\n",
            "log\n0\n" + root.replace("=", "") + "\n",
            "a log\n0\n" + root + "\n",
            "log\n9999999999999999999\n" + root + "\n")) {
      assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesTextThatIsNoNote() {
    for (String text :
        List.of(
            "",
            "text\n",
            "text\n\n",
            "text\n\n— name\n",
            "text\n\n- name AAAAAAAA\n",
            "text\n\n— name AAAA\n",
            "text\n\n— name !!!!!!!!\n",
            "te\txt\n\n— name AAAAAAAA\n")) {
      assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
