package io.stockbridge.devnet.demo;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.message.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Creation code of a contract whose constructor emits the gateway's {@code Burned} event. */
final class BurnEmitter {

  private static final int PUSH1 = 0x60;
  private static final int PUSH2 = 0x61;
  private static final int PUSH32 = 0x7f;
  private static final int CODECOPY = 0x39;
  private static final int LOG4 = 0xa4;
  private static final int RETURN = 0xf3;
  private static final int WORD = 32;

  /** Bytes before the event's data: a copy, four topics, the log and an empty return. */
  private static final int CODE_LENGTH = 3 + 3 + 2 + 1 + 4 * 33 + 3 + 2 + 1 + 2 + 2 + 1;

  private BurnEmitter() {}

  static byte[] creationCode(Message message) {
    byte[] data = abiEncoded(message.encode());
    var code = new ByteArrayOutputStream();
    push2(code, data.length);
    push2(code, CODE_LENGTH);
    push1(code, 0);
    code.write(CODECOPY);
    push32(code, leftPadded(message.sender().bytes()));
    push32(code, Arrays.copyOf(message.isin().bytes(), WORD));
    push32(code, message.messageId().value().bytes());
    push32(code, topic());
    push2(code, data.length);
    push1(code, 0);
    code.write(LOG4);
    push1(code, 0);
    push1(code, 0);
    code.write(RETURN);
    code.writeBytes(data);
    return code.toByteArray();
  }

  private static byte[] topic() {
    return Keccak256.hash(
        "Burned(bytes32,bytes12,address,bytes)".getBytes(StandardCharsets.US_ASCII));
  }

  /** {@code abi.encode(bytes)}: offset, length, bytes padded to whole words. */
  private static byte[] abiEncoded(byte[] bytes) {
    int padded = (bytes.length + WORD - 1) / WORD * WORD;
    byte[] encoded = new byte[2 * WORD + padded];
    encoded[WORD - 1] = WORD;
    encoded[2 * WORD - 1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, encoded, 2 * WORD, bytes.length);
    return encoded;
  }

  private static byte[] leftPadded(byte[] address) {
    byte[] word = new byte[WORD];
    System.arraycopy(address, 0, word, WORD - address.length, address.length);
    return word;
  }

  private static void push1(ByteArrayOutputStream code, int value) {
    code.write(PUSH1);
    code.write(value);
  }

  private static void push2(ByteArrayOutputStream code, int value) {
    code.write(PUSH2);
    code.write(value >> 8);
    code.write(value);
  }

  private static void push32(ByteArrayOutputStream code, byte[] word) {
    code.write(PUSH32);
    code.writeBytes(word);
  }
}
