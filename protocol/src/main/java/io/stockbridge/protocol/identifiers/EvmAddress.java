package io.stockbridge.protocol.identifiers;

import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Keccak256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A 20-byte EVM address, printed with its EIP-55 checksum. */
public final class EvmAddress implements Comparable<EvmAddress> {

  /** Length in bytes. */
  public static final int LENGTH = 20;

  /** The zero address, which nobody owns. */
  public static final EvmAddress ZERO = new EvmAddress(new byte[LENGTH]);

  private final byte[] bytes;

  private EvmAddress(byte[] owned) {
    this.bytes = owned;
  }

  /**
   * Parses {@code 0x} and 40 hex digits: all lower case, all upper case, or mixed case with a right
   * EIP-55 checksum.
   *
   * @throws IllegalArgumentException for any other text; a wrong checksum is said to be one
   */
  public static EvmAddress of(String text) {
    byte[] bytes;
    try {
      bytes = Hex.decode(text, LENGTH);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an EVM address: " + e.getMessage(), e);
    }
    String digits = text.substring(2);
    boolean oneCase =
        digits.equals(digits.toLowerCase(Locale.ROOT))
            || digits.equals(digits.toUpperCase(Locale.ROOT));
    EvmAddress address = new EvmAddress(bytes);
    if (!oneCase && !address.toString().equals(text)) {
      throw new IllegalArgumentException("EVM address with a wrong EIP-55 checksum: " + text);
    }
    return address;
  }

  /**
   * A copy of {@code bytes}.
   *
   * @throws IllegalArgumentException unless there are 20
   */
  public static EvmAddress ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("not 20 bytes but " + bytes.length);
    }
    return new EvmAddress(bytes.clone());
  }

  /**
   * The address in the low 20 bytes of {@code address}.
   *
   * @throws IllegalArgumentException when one of the 12 high bytes is not zero
   */
  public static EvmAddress of(UniversalAddress address) {
    if (!address.hasEvmPadding()) {
      throw new IllegalArgumentException("not a zero-padded EVM address: " + address);
    }
    return new EvmAddress(Arrays.copyOfRange(address.bytes(), 12, 32));
  }

  /** A copy of the 20 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The address left-padded with zeros, as messages carry it. */
  public UniversalAddress toUniversal() {
    byte[] word = new byte[Bytes32.LENGTH];
    System.arraycopy(bytes, 0, word, 12, LENGTH);
    return UniversalAddress.ofBytes(word);
  }

  /** Whether this is the zero address. */
  public boolean isZero() {
    return equals(ZERO);
  }

  /** The address in lower-case hex with prefix, without checksum. */
  public String toLowerCaseHex() {
    return Hex.encode(bytes);
  }

  /** Compares as unsigned numbers, the order signers are listed in. */
  @Override
  public int compareTo(EvmAddress other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvmAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The address with its EIP-55 checksum. */
  @Override
  public String toString() {
    String lower = Hex.encodeWithoutPrefix(bytes);
    byte[] hash = Keccak256.hash(lower.getBytes(StandardCharsets.US_ASCII));
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < lower.length(); i++) {
      int nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xF;
      char c = lower.charAt(i);
      text.append(nibble >= 8 ? Character.toUpperCase(c) : c);
    }
    return text.toString();
  }
}
