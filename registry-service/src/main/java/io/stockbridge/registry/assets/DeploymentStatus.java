package io.stockbridge.registry.assets;

/** What a token is to its asset. */
public enum DeploymentStatus {
  /** In use. */
  ACTIVE,
  /** Transfers are stopped for now. */
  PAUSED,
  /** Replaced or ended; a successor may be named. */
  RETIRED,
  /** A wrapper of an earlier generation. */
  LEGACY_WRAPPER,
  /** Not of any issuer: it only pretends. */
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
  public static DeploymentStatus ofWire(String text) {
    return Wire.parse(DeploymentStatus.class, text);
  }
}
