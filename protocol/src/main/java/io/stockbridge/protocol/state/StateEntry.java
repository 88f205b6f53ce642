package io.stockbridge.protocol.state;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import java.nio.charset.StandardCharsets;

/**
 * An entry as it stands in a state.
 *
 * @param name what it is about
 * @param line the canonical JSON (RFC 8785) of {@code {"content":{…},"key":"…","kind":"…"}}; the
 *     name in it is {@code name}
 */
public record StateEntry(EntryName name, String line) {

  /** Checks that the line is one line. */
  public StateEntry {
    if (line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("an entry is one line");
    }
  }

  /** RFC 6962 leaf hash of the line's UTF-8, without a newline. */
  public Bytes32 leafHash() {
    return leafHash(line);
  }

  /** The leaf hash of a line. A state's root is the tree over these in the order of the names. */
  public static Bytes32 leafHash(String line) {
    return Rfc6962Proofs.leafHash(line.getBytes(StandardCharsets.UTF_8));
  }
}
