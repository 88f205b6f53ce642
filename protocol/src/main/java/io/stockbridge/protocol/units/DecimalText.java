package io.stockbridge.protocol.units;

import java.math.BigDecimal;

/** Canonical decimal text: what is accepted and how it is printed. */
final class DecimalText {
  private static final int QUOTE_LIMIT = 80;

  private DecimalText() {}

  /** Digits only, no leading zero but in "0" itself: one text per number. */
  static boolean isCanonicalInteger(String text) {
    if (text.isEmpty() || (text.length() > 1 && text.charAt(0) == '0')) {
      return false;
    }
    return allDigits(text, 0, text.length());
  }

  /** Digits, optionally a point and more digits; no sign and no exponent. */
  static boolean isPlainDecimal(String text) {
    int point = text.indexOf('.');
    if (point < 0) {
      return !text.isEmpty() && allDigits(text, 0, text.length());
    }
    return point > 0
        && point < text.length() - 1
        && allDigits(text, 0, point)
        && allDigits(text, point + 1, text.length());
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** The text in quotes for an error message, cut so that hostile input stays small. */
  static String quote(String text) {
    String shown = text.length() <= QUOTE_LIMIT ? text : text.substring(0, QUOTE_LIMIT) + "…";
    return '"' + shown + '"';
  }

  private static boolean allDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
