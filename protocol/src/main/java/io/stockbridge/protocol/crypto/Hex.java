package io.stockbridge.protocol.crypto;

import java.util.HexFormat;

/** Hexadecimal text with the prefix {@code 0x}; written in lower case, read in either. */
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();
  private static final int QUOTE_LIMIT = 80;

  private Hex() {}

  /** The bytes as lower-case hex with prefix. */
  public static String encode(byte[] bytes) {
    return "0x" + FORMAT.formatHex(bytes);
  }

  /** The bytes as lower-case hex without prefix. */
  public static String encodeWithoutPrefix(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }

  /**
   * The bytes that {@code text} names.
   *
   * @throws IllegalArgumentException unless it is {@code 0x} and an even number of hex digits
   */
  public static byte[] decode(String text) {
    if (!text.startsWith("0x") || text.length() % 2 != 0) {
      throw new IllegalArgumentException("not 0x-prefixed hex: " + quote(text));
    }
    try {
      return FORMAT.parseHex(text, 2, text.length());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not 0x-prefixed hex: " + quote(text), e);
    }
  }

  /**
   * The exactly {@code length} bytes that {@code text} names.
   *
   * @throws IllegalArgumentException when it is no hex or of another length
   */
  public static byte[] decode(String text, int length) {
    if (text.length() != 2 + 2 * length) {
      throw new IllegalArgumentException("not " + length + " bytes of 0x-hex: " + quote(text));
    }
    return decode(text);
  }

  private static String quote(String text) {
    String shown = text.length() <= QUOTE_LIMIT ? text : text.substring(0, QUOTE_LIMIT) + "…";
    return '"' + shown + '"';
  }
}
