package io.stockbridge.protocol.state;

import java.util.Arrays;
import java.util.Optional;

/** What an entry of the registry's state is about; in the order in which the kinds are sorted. */
public enum EntryKind {
  /** A token that only pretends to be one of a known security, by its CAIP-19 name. */
  IMPOSTOR("impostor"),
  /** An issuer's instrument with all its deployments, by its ISIN or other key. */
  INSTRUMENT("instrument"),
  /** A security, by the ticker that it was first known by. */
  UNDERLYING("underlying");

  private final String wire;

  EntryKind(String wire) {
    this.wire = wire;
  }

  /** The name in JSON and in paths. */
  public String wire() {
    return wire;
  }

  /** The kind of that name. */
  public static Optional<EntryKind> ofWire(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
  }
}
