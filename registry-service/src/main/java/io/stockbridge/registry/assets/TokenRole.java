package io.stockbridge.registry.assets;

/** Which of an issuer's contracts a token is. */
public enum TokenRole {
  /** The instrument itself. */
  TOKEN,
  /** A vault share that holds the token. */
  WRAPPER,
  /** A receipt beside the token, for its issuer's books. */
  RECEIPT;

  /** The name on the wire and in the database. */
  public String wire() {
    return Wire.of(this);
  }

  /**
   * The constant of a wire name.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static TokenRole ofWire(String text) {
    return Wire.parse(TokenRole.class, text);
  }
}
