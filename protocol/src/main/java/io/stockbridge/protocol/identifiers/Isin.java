package io.stockbridge.protocol.identifiers;

import java.nio.charset.StandardCharsets;

/**
 * An International Securities Identification Number (ISO 6166): two letters, nine letters or
 * digits, one check digit.
 *
 * @param value 12 upper-case characters whose check digit holds
 */
public record Isin(String value) implements Comparable<Isin> {

  /** Length in characters and in bytes. */
  public static final int LENGTH = 12;

  private static final int QUOTE_LIMIT = 40;

  /** Checks form and check digit. */
  public Isin {
    if (!hasForm(value)) {
      throw new IllegalArgumentException(
          "not an ISIN (two letters, nine letters or digits, one digit): " + quote(value));
    }
    if (!checkDigitHolds(value)) {
      throw new IllegalArgumentException("ISIN with a wrong check digit: " + value);
    }
  }

  /**
   * Parses an ISIN; upper case only, no spaces.
   *
   * @throws IllegalArgumentException when the form or the check digit is wrong
   */
  public static Isin of(String value) {
    return new Isin(value);
  }

  /**
   * Reads the 12 ASCII bytes of a message or contract.
   *
   * @throws IllegalArgumentException when there are not 12 or they are no ISIN
   */
  public static Isin ofBytes(byte[] ascii) {
    if (ascii.length != LENGTH) {
      throw new IllegalArgumentException("not 12 bytes but " + ascii.length);
    }
    return new Isin(new String(ascii, StandardCharsets.ISO_8859_1));
  }

  /** Whether the text is a valid ISIN. */
  public static boolean isValid(String value) {
    return hasForm(value) && checkDigitHolds(value);
  }

  /** The 12 ASCII bytes. */
  public byte[] bytes() {
    return value.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int compareTo(Isin other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean hasForm(String value) {
    if (value.length() != LENGTH || !isDigit(value.charAt(LENGTH - 1))) {
      return false;
    }
    for (int i = 0; i < LENGTH - 1; i++) {
      char c = value.charAt(i);
      if (!isLetter(c) && (i < 2 || !isDigit(c))) {
        return false;
      }
    }
    return true;
  }

  /** ISO 6166: letters become two digits (A = 10), then Luhn's sum must end in 0. */
  private static boolean checkDigitHolds(String value) {
    int sum = 0;
    boolean doubled = false;
    for (int i = LENGTH - 1; i >= 0; i--) {
      int number = Character.digit(value.charAt(i), 36);
      sum += luhn(number % 10, doubled);
      doubled = !doubled;
      if (number >= 10) {
        sum += luhn(number / 10, doubled);
        doubled = !doubled;
      }
    }
    return sum % 10 == 0;
  }

  private static int luhn(int digit, boolean doubled) {
    int weighted = doubled ? 2 * digit : digit;
    return weighted / 10 + weighted % 10;
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String quote(String text) {
    String shown = text.length() <= QUOTE_LIMIT ? text : text.substring(0, QUOTE_LIMIT) + "…";
    return '"' + shown + '"';
  }
}
