package io.stockbridge.protocol.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures as C2SP signed-note writes it: the text, an empty line, and one line
 * {@code — name base64(keyId ‖ signature)} per signature.
 *
 * @param text ends with a newline
 * @param signatures at least one, at most 100
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

  private static final String DASH = "— ";
  private static final int MAX_SIGNATURES = 100;
  private static final int MAX_LENGTH = 1_000_000;

  /** Copies the signatures and checks the text. */
  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || text.codePoints().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new IllegalArgumentException("a note's text ends with a newline, without controls");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note has 1 to " + MAX_SIGNATURES + " signatures");
    }
  }

  /** A signature line. */
  public static final class NoteSignature {
    private final String name;
    private final byte[] keyId;
    private final byte[] signature;

    /** Copies the bytes and checks the name. */
    public NoteSignature(String name, byte[] keyId, byte[] signature) {
      NoteKeys.checkName(name);
      if (keyId.length != NoteKeys.ID_LENGTH || signature.length == 0) {
        throw new IllegalArgumentException("a key id of 4 bytes and a signature are needed");
      }
      this.name = name;
      this.keyId = keyId.clone();
      this.signature = signature.clone();
    }

    /** The key's name. */
    public String name() {
      return name;
    }

    /** A copy of the key id, 4 bytes. */
    public byte[] keyId() {
      return keyId.clone();
    }

    /** A copy of the signature. */
    public byte[] signature() {
      return signature.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof NoteSignature that
          && name.equals(that.name)
          && Arrays.equals(keyId, that.keyId)
          && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(signature);
    }

    /** The line without its newline. */
    @Override
    public String toString() {
      byte[] joined = Arrays.copyOf(keyId, keyId.length + signature.length);
      System.arraycopy(signature, 0, joined, keyId.length, signature.length);
      return DASH + name + " " + Base64.getEncoder().encodeToString(joined);
    }
  }

  /** The text signed by these. */
  public static SignedNote sign(String text, NoteSigner... signers) {
    return new SignedNote(text, Arrays.stream(signers).map(signer -> signer.sign(text)).toList());
  }

  /** The note as it is published. */
  public String render() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature).append('\n'));
    return note.toString();
  }

  /**
   * Parses a published note. Says nothing about whether its signatures are valid.
   *
   * @throws IllegalArgumentException when the form is wrong
   */
  public static SignedNote parse(String note) {
    int split = note.lastIndexOf("\n\n");
    if (note.length() > MAX_LENGTH || split < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException("not a signed note");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    note.substring(split + 2).lines().forEach(line -> signatures.add(parseLine(line)));
    return new SignedNote(note.substring(0, split + 1), signatures);
  }

  private static NoteSignature parseLine(String line) {
    int space = line.indexOf(' ', DASH.length());
    if (!line.startsWith(DASH) || space < 0) {
      throw new IllegalArgumentException("not a signature line");
    }
    byte[] joined = Base64.getDecoder().decode(line.substring(space + 1));
    if (joined.length <= NoteKeys.ID_LENGTH) {
      throw new IllegalArgumentException("a signature line without a signature");
    }
    return new NoteSignature(
        line.substring(DASH.length(), space),
        Arrays.copyOf(joined, NoteKeys.ID_LENGTH),
        Arrays.copyOfRange(joined, NoteKeys.ID_LENGTH, joined.length));
  }
}
