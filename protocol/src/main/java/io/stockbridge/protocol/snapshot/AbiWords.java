package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.identifiers.Bytes32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** ABI encoding of static values, one 32-byte word each. */
final class AbiWords {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  AbiWords number(BigInteger number) {
    return word(Bytes32.ofNumber(number));
  }

  AbiWords number(long number) {
    return number(BigInteger.valueOf(number));
  }

  AbiWords word(Bytes32 word) {
    out.writeBytes(word.bytes());
    return this;
  }

  /** A bytesN with N below 32 stands at the left of its word. */
  AbiWords leftAligned(byte[] bytes) {
    byte[] word = new byte[Bytes32.LENGTH];
    System.arraycopy(bytes, 0, word, 0, bytes.length);
    out.writeBytes(word);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
