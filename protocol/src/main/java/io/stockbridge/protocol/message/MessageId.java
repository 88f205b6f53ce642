package io.stockbridge.protocol.message;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;

/**
 * The name of a message's content: keccak256 of its 130 bytes.
 *
 * @param value the hash
 */
public record MessageId(Bytes32 value) implements Comparable<MessageId> {

  /** Parses 64 hex digits after {@code 0x}. */
  public static MessageId of(String hex) {
    return new MessageId(Bytes32.of(hex));
  }

  /** A copy of the 32 bytes. */
  public static MessageId ofBytes(byte[] bytes) {
    return new MessageId(Bytes32.ofBytes(bytes));
  }

  /** The id of the message with that encoding. */
  public static MessageId ofEncoded(byte[] encodedMessage) {
    return ofBytes(Keccak256.hash(encodedMessage));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return value.bytes();
  }

  @Override
  public int compareTo(MessageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
