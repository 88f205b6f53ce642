package io.stockbridge.registry.assets;

/** Whether the issuer's instrument lives. */
public enum AssetStatus {
  /** Issued and redeemed. */
  ACTIVE,
  /** Stopped for now. */
  PAUSED,
  /** Ended. */
  RETIRED;

  /** The name on the wire and in the database. */
  public String wire() {
    return Wire.of(this);
  }

  /**
   * The constant of a wire name.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static AssetStatus ofWire(String text) {
    return Wire.parse(AssetStatus.class, text);
  }
}
