package io.stockbridge.protocol.identifiers;

import java.util.Set;

/**
 * A Financial Instrument Global Identifier (OMG FIGI, ANSI X9.145): two consonants, {@code G},
 * eight consonants or digits, one check digit.
 *
 * @param value 12 upper-case characters whose check digit holds
 */
public record Figi(String value) implements Comparable<Figi> {

  private static final int LENGTH = 12;
  private static final int RADIX = 36;

  /** Not given out, so that no FIGI looks like an ISIN of these countries. */
  private static final Set<String> RESERVED = Set.of("BS", "BM", "GG", "GB", "GH", "KY", "VG");

  /** Checks form and check digit. */
  public Figi {
    if (!hasForm(value)) {
      throw new IllegalArgumentException(
          "not a FIGI (two consonants, G, eight consonants or digits, one digit)");
    }
    if (checkDigit(value) != value.charAt(LENGTH - 1) - '0') {
      throw new IllegalArgumentException("FIGI with a wrong check digit: " + value);
    }
  }

  /**
   * Parses a FIGI; upper case only.
   *
   * @throws IllegalArgumentException when the form or the check digit is wrong
   */
  public static Figi of(String value) {
    return new Figi(value);
  }

  /** Whether the text is a valid FIGI. */
  public static boolean isValid(String value) {
    return hasForm(value) && checkDigit(value) == value.charAt(LENGTH - 1) - '0';
  }

  @Override
  public int compareTo(Figi other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean hasForm(String value) {
    if (value.length() != LENGTH
        || value.charAt(2) != 'G'
        || RESERVED.contains(value.substring(0, 2))) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = value.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean consonant = c >= 'A' && c <= 'Z' && "AEIOU".indexOf(c) < 0;
      if (i == LENGTH - 1 ? !digit : !consonant && (i < 2 || !digit)) {
        return false;
      }
    }
    return true;
  }

  /** Letters count 10 to 35, every second character twice; then the digits are added. */
  private static int checkDigit(String value) {
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      int weighted = Character.digit(value.charAt(i), RADIX) * (1 + i % 2);
      sum += weighted / 10 + weighted % 10;
    }
    return (10 - sum % 10) % 10;
  }
}
