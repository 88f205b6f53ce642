package io.stockbridge.registry.assets;

/**
 * A limit on who may hold an instrument, or how it moves.
 *
 * @param kind what it limits
 * @param text the issuer's words, for instance {@code not for US persons}
 */
public record Restriction(Kind kind, String text) {

  private static final int MAX_LENGTH = 500;

  /** What can be limited. */
  public enum Kind {
    /** Where holders may live. */
    JURISDICTION,
    /** Who may hold it, for instance only those the issuer has identified. */
    HOLDER,
    /** How it may be transferred. */
    TRANSFER;

    /** The name on the wire. */
    public String wire() {
      return Wire.of(this);
    }

    /**
     * The constant of a wire name.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Kind ofWire(String text) {
      return Wire.parse(Kind.class, text);
    }
  }

  /** Checks the length. */
  public Restriction {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a restriction has 1 to " + MAX_LENGTH + " characters");
    }
  }
}
