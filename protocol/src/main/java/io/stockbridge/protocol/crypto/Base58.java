package io.stockbridge.protocol.crypto;

import java.math.BigInteger;

/** Base58 with the Bitcoin alphabet, as Solana writes keys and signatures (no checksum). */
public final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger RADIX = BigInteger.valueOf(58);

  /** Long enough for a 64-byte signature; bounds the quadratic cost of hostile input. */
  private static final int MAX_TEXT = 128;

  private Base58() {}

  /** The bytes as base58 text. */
  public static String encode(byte[] bytes) {
    StringBuilder reversed = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes);
    while (rest.signum() > 0) {
      BigInteger[] parts = rest.divideAndRemainder(RADIX);
      reversed.append(ALPHABET.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      reversed.append('1');
    }
    return reversed.reverse().toString();
  }

  /**
   * The bytes that {@code text} names.
   *
   * @throws IllegalArgumentException when a character is not of the alphabet or the text is longer
   *     than 128 characters
   */
  public static byte[] decode(String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("base58 text longer than " + MAX_TEXT + " characters");
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("not base58: \"" + text + '"');
      }
      number = number.multiply(RADIX).add(BigInteger.valueOf(digit));
    }
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == '1') {
      zeros++;
    }
    byte[] magnitude = number.signum() == 0 ? new byte[0] : number.toByteArray();
    int skip = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[zeros + magnitude.length - skip];
    System.arraycopy(magnitude, skip, bytes, zeros, magnitude.length - skip);
    return bytes;
  }

  /**
   * The exactly {@code length} bytes that {@code text} names.
   *
   * @throws IllegalArgumentException when it is no base58 or of another length
   */
  public static byte[] decode(String text, int length) {
    byte[] bytes = decode(text);
    if (bytes.length != length) {
      throw new IllegalArgumentException("not " + length + " bytes of base58: \"" + text + '"');
    }
    return bytes;
  }
}
