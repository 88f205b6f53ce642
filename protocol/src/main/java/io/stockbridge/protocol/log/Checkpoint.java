package io.stockbridge.protocol.log;

import io.stockbridge.protocol.identifiers.Bytes32;
import java.util.Base64;
import java.util.List;

/**
 * The state of a log as C2SP tlog-checkpoint writes it: three lines of origin, tree size and root,
 * each ended by a newline.
 *
 * @param origin the log's unique name, without spaces, plus signs or newlines
 * @param treeSize the number of entries
 * @param root the RFC 6962 root over them
 */
public record Checkpoint(String origin, long treeSize, Bytes32 root) {

  /** Checks the name and the size. */
  public Checkpoint {
    NoteKeys.checkName(origin);
    if (treeSize < 0) {
      throw new IllegalArgumentException("negative tree size: " + treeSize);
    }
  }

  /** The unique name of the log that an attester or the registrar keeps in a deployment. */
  public static String origin(String environment, String keeperId) {
    return "stockbridge/" + environment + "/" + keeperId;
  }

  /** The checkpoint's text, which is what is signed. */
  public String text() {
    return origin
        + "\n"
        + treeSize
        + "\n"
        + Base64.getEncoder().encodeToString(root.bytes())
        + "\n";
  }

  /**
   * Parses a checkpoint's text. Extension lines are refused: this log writes none.
   *
   * @throws IllegalArgumentException unless it is exactly the text of a checkpoint
   */
  public static Checkpoint parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 3 || !lines.get(1).matches("0|[1-9][0-9]{0,18}")) {
      throw new IllegalArgumentException("not a checkpoint of three lines");
    }
    Checkpoint checkpoint;
    try {
      checkpoint =
          new Checkpoint(
              lines.get(0),
              Long.parseLong(lines.get(1)),
              Bytes32.ofBytes(Base64.getDecoder().decode(lines.get(2))));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("tree size out of range: " + lines.get(1), e);
    }
    if (!checkpoint.text().equals(text)) {
      throw new IllegalArgumentException("not the canonical text of a checkpoint");
    }
    return checkpoint;
  }
}
