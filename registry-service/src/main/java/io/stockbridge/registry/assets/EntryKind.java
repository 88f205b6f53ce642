package io.stockbridge.registry.assets;

/** The kinds of entries that have versions of their own. */
public enum EntryKind {
  /** A listed stock or fund. */
  UNDERLYING,
  /** An issuer's instrument on one, with its tokens. */
  INSTRUMENT,
  /** A token that only pretends. */
  IMPOSTOR;

  /** The name on the wire and in the database. */
  public String wire() {
    return Wire.of(this);
  }

  /**
   * The constant of a wire name.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static EntryKind ofWire(String text) {
    return Wire.parse(EntryKind.class, text);
  }
}
