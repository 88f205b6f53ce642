package io.stockbridge.chains.evm;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Strict reading of ABI-encoded values. Every method throws {@link IllegalArgumentException} when
 * the bytes do not hold what is asked for: too short, out of range, non-zero padding.
 */
final class AbiReader {
  private static final int MAX_ITEMS = 4096;

  private final byte[] data;

  AbiReader(byte[] data) {
    this.data = data.clone();
  }

  /** The word number {@code index}. */
  Bytes32 word(int index) {
    return wordAt(32L * index);
  }

  BigInteger number(int index) {
    return word(index).toNumber();
  }

  /** An unsigned number of at most 63 bits. */
  long longNumber(int index) {
    return bounded(number(index), Long.SIZE - 1);
  }

  /** An unsigned number of at most {@code bits} bits. */
  BigInteger number(int index, int bits) {
    BigInteger number = number(index);
    if (number.bitLength() > bits) {
      throw new IllegalArgumentException("word " + index + " exceeds " + bits + " bits: " + number);
    }
    return number;
  }

  boolean bool(int index) {
    return bounded(number(index), 1) == 1;
  }

  EvmAddress address(int index) {
    return EvmAddress.ofBytes(lowBytes(word(index), EvmAddress.LENGTH));
  }

  /** Left-aligned fixed bytes. */
  byte[] fixedBytes(int index, int length) {
    return leftBytes(word(index), length);
  }

  /** The {@code bytes} whose offset stands at {@code index}. */
  byte[] dynamicBytes(int index, int maxLength) {
    long at = offset(index);
    long length = bounded(wordAt(at).toNumber(), 31);
    if (length > maxLength || at + 32 + (length + 31) / 32 * 32 > data.length) {
      throw new IllegalArgumentException("bytes of length " + length + " do not fit");
    }
    int start = (int) at + 32;
    return Arrays.copyOfRange(data, start, start + (int) length);
  }

  /** The words of the array of static values whose offset stands at {@code index}. */
  List<Bytes32> words(int index) {
    long at = offset(index);
    long size = bounded(wordAt(at).toNumber(), 31);
    if (size > MAX_ITEMS) {
      throw new IllegalArgumentException("array of " + size + " items");
    }
    List<Bytes32> words = new ArrayList<>();
    for (long i = 1; i <= size; i++) {
      words.add(wordAt(at + 32 * i));
    }
    return words;
  }

  static byte[] leftBytes(Bytes32 word, int length) {
    byte[] bytes = word.bytes();
    for (int i = length; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        throw new IllegalArgumentException("non-zero padding after fixed bytes: " + word);
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] lowBytes(Bytes32 word, int length) {
    byte[] bytes = word.bytes();
    int start = bytes.length - length;
    for (int i = 0; i < start; i++) {
      if (bytes[i] != 0) {
        throw new IllegalArgumentException("non-zero padding before an address: " + word);
      }
    }
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private long offset(int index) {
    return bounded(number(index), 31);
  }

  private Bytes32 wordAt(long offset) {
    if (offset < 0 || offset + 32 > data.length) {
      throw new IllegalArgumentException(
          "word at byte " + offset + " of " + data.length + " is missing");
    }
    return Bytes32.ofBytes(data, (int) offset);
  }

  private static long bounded(BigInteger number, int bits) {
    if (number.bitLength() > bits) {
      throw new IllegalArgumentException("number exceeds " + bits + " bits: " + number);
    }
    return number.longValue();
  }
}
