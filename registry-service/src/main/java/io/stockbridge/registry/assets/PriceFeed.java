package io.stockbridge.registry.assets;

import org.jspecify.annotations.Nullable;

/**
 * A contract that tells a price, on the chain of the token.
 *
 * @param address its address
 * @param basis what the price is of, null where not known
 */
public record PriceFeed(String address, @Nullable Basis basis) {

  private static final int MAX_LENGTH = 128;

  /** What a price is of. Taking one for the other is wrong by the multiplier. */
  public enum Basis {
    /** One token. */
    TOKEN,
    /** One share. */
    SHARE;

    /** The name on the wire. */
    public String wire() {
      return Wire.of(this);
    }

    /**
     * The constant of a wire name.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Basis ofWire(String text) {
      return Wire.parse(Basis.class, text);
    }
  }

  /** Checks the length. */
  public PriceFeed {
    if (address.isBlank() || address.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a feed's address has 1 to " + MAX_LENGTH + " characters");
    }
  }
}
