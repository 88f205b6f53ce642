package io.stockbridge.protocol.identifiers;

import io.stockbridge.protocol.crypto.Hex;
import java.math.BigInteger;
import java.util.Arrays;

/** Exactly 32 bytes, immutable, compared as an unsigned big-endian number. */
public final class Bytes32 implements Comparable<Bytes32> {

  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** 32 zero bytes. */
  public static final Bytes32 ZERO = new Bytes32(new byte[LENGTH]);

  private final byte[] bytes;

  private Bytes32(byte[] owned) {
    this.bytes = owned;
  }

  /**
   * A copy of {@code bytes}.
   *
   * @throws IllegalArgumentException unless there are 32
   */
  public static Bytes32 ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("not 32 bytes but " + bytes.length);
    }
    return new Bytes32(bytes.clone());
  }

  /**
   * The 32 bytes of {@code bytes} from {@code offset}.
   *
   * @throws IndexOutOfBoundsException when there are fewer
   */
  public static Bytes32 ofBytes(byte[] bytes, int offset) {
    if (offset < 0 || offset + LENGTH > bytes.length) {
      throw new IndexOutOfBoundsException(
          "32 bytes from " + offset + " in " + bytes.length + " bytes");
    }
    return new Bytes32(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
  }

  /**
   * Parses 64 hex digits after {@code 0x}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Bytes32 of(String hex) {
    return new Bytes32(Hex.decode(hex, LENGTH));
  }

  /**
   * The number as a big-endian unsigned 256-bit word.
   *
   * @throws IllegalArgumentException when negative or above 2²⁵⁶−1
   */
  public static Bytes32 ofNumber(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 8 * LENGTH) {
      throw new IllegalArgumentException("out of unsigned 256-bit range: " + number);
    }
    byte[] magnitude = number.toByteArray();
    byte[] word = new byte[LENGTH];
    int used = Math.min(magnitude.length, LENGTH);
    System.arraycopy(magnitude, magnitude.length - used, word, LENGTH - used, used);
    return new Bytes32(word);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The byte at {@code index}, 0 … 31. */
  public byte byteAt(int index) {
    return bytes[index];
  }

  /** The bytes read as a big-endian unsigned number. */
  public BigInteger toNumber() {
    return new BigInteger(1, bytes);
  }

  /** Whether all bytes are zero. */
  public boolean isZero() {
    return equals(ZERO);
  }

  @Override
  public int compareTo(Bytes32 other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes32 that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Lower-case hex with prefix {@code 0x}. */
  @Override
  public String toString() {
    return Hex.encode(bytes);
  }
}
