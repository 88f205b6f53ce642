package io.stockbridge.registry.assets;

/** Whether a security is traded on an exchange. */
public enum UnderlyingStatus {
  /** On an exchange. */
  LISTED,
  /** Not on any exchange, or not yet. */
  UNLISTED,
  /** No longer on any. */
  DELISTED;

  /** The name on the wire and in the database. */
  public String wire() {
    return Wire.of(this);
  }

  /**
   * The constant of a wire name.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static UnderlyingStatus ofWire(String text) {
    return Wire.parse(UnderlyingStatus.class, text);
  }
}
