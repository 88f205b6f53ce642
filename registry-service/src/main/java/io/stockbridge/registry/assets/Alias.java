package io.stockbridge.registry.assets;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A name that a security had before.
 *
 * @param kind what kind of name
 * @param value the name
 * @param from first day on which it was the name, or null
 * @param until last day on which it was the name, or null
 */
public record Alias(Kind kind, String value, @Nullable LocalDate from, @Nullable LocalDate until) {

  private static final int MAX_LENGTH = 200;

  /** Kinds of names that change. */
  public enum Kind {
    /** An old exchange symbol. */
    TICKER,
    /** An old name of the company or fund. */
    NAME,
    /** An old ISIN. */
    ISIN;

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

  /** Checks length and order of the days. */
  public Alias {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("an alias has 1 to " + MAX_LENGTH + " characters");
    }
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("an alias ends before it begins: " + value);
    }
  }
}
