package io.stockbridge.chains.evm;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** A value in Solidity's contract ABI encoding, as far as our contracts need it. */
sealed interface AbiValue {

  /** One 32-byte word: a number, address, fixed bytes or boolean. */
  record Word(Bytes32 word) implements AbiValue {}

  /** {@code bytes}. */
  final class Dynamic implements AbiValue {
    private final byte[] bytes;

    private Dynamic(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] padded() {
      return Arrays.copyOf(bytes, (bytes.length + 31) / 32 * 32);
    }

    int length() {
      return bytes.length;
    }
  }

  /** A struct, or a function's arguments. */
  record Tuple(List<AbiValue> values) implements AbiValue {
    public Tuple {
      values = List.copyOf(values);
    }
  }

  /** {@code T[]}. */
  record Array(List<AbiValue> values) implements AbiValue {
    public Array {
      values = List.copyOf(values);
    }
  }

  static AbiValue of(Bytes32 word) {
    return new Word(word);
  }

  static AbiValue of(BigInteger number) {
    return new Word(Bytes32.ofNumber(number));
  }

  static AbiValue of(long number) {
    return of(BigInteger.valueOf(number));
  }

  static AbiValue of(EvmAddress address) {
    return new Word(address.toUniversal().value());
  }

  /** {@code bytes12}, which stands at the left of its word. */
  static AbiValue of(Isin isin) {
    return new Word(Bytes32.ofBytes(Arrays.copyOf(isin.bytes(), Bytes32.LENGTH)));
  }

  static AbiValue of(byte[] bytes) {
    return new Dynamic(bytes);
  }

  /** Whether the value stands behind an offset instead of in place. */
  default boolean isDynamic() {
    return switch (this) {
      case Word w -> false;
      case Dynamic d -> true;
      case Array a -> true;
      case Tuple t -> t.values().stream().anyMatch(AbiValue::isDynamic);
    };
  }

  /** The value's own bytes. */
  default byte[] encode() {
    return switch (this) {
      case Word w -> w.word().bytes();
      case Dynamic d -> joined(length(d.length()), d.padded());
      case Array a -> joined(length(a.values().size()), sequence(a.values()));
      case Tuple t -> sequence(t.values());
    };
  }

  private static byte[] sequence(List<AbiValue> values) {
    int headLength = 0;
    for (AbiValue value : values) {
      headLength += value.isDynamic() ? 32 : value.encode().length;
    }
    ByteArrayOutputStream heads = new ByteArrayOutputStream();
    ByteArrayOutputStream tails = new ByteArrayOutputStream();
    for (AbiValue value : values) {
      byte[] encoded = value.encode();
      if (value.isDynamic()) {
        heads.writeBytes(length(headLength + tails.size()));
        tails.writeBytes(encoded);
      } else {
        heads.writeBytes(encoded);
      }
    }
    return joined(heads.toByteArray(), tails.toByteArray());
  }

  private static byte[] length(int length) {
    return Bytes32.ofNumber(BigInteger.valueOf(length)).bytes();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
