package io.stockbridge.protocol.message;

import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What names an event within its source domain.
 *
 * @param value 32 bytes, unique per source domain
 */
public record SourceRef(Bytes32 value) implements Comparable<SourceRef> {

  private static final byte[] SOLANA_BURN =
      "stockbridge/solana-burn".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SOLANA_INNER_BURN =
      "stockbridge/solana-inner-burn".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CUSTODY_ORDER =
      "stockbridge/custody-order".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNATURE_LENGTH = 64;
  private static final int MAX_TOP_LEVEL_INDEX = 255;

  /** Parses 64 hex digits after {@code 0x}. */
  public static SourceRef of(String hex) {
    return new SourceRef(Bytes32.of(hex));
  }

  /** A copy of the 32 bytes. */
  public static SourceRef ofBytes(byte[] bytes) {
    return new SourceRef(Bytes32.ofBytes(bytes));
  }

  /**
   * A burn on an EVM chain: the gateway's dense sequence number, from 1.
   *
   * @throws IllegalArgumentException when below 1
   */
  public static SourceRef evmSequence(long sequence) {
    if (sequence < 1) {
      throw new IllegalArgumentException("gateway sequences start at 1: " + sequence);
    }
    return new SourceRef(Bytes32.ofNumber(BigInteger.valueOf(sequence)));
  }

  /**
   * A burn on Solana: sha256("stockbridge/solana-burn" ‖ signature ‖ index).
   *
   * @param signature the transaction's first signature, 64 bytes
   * @param index the burn's index among the transaction's top-level instructions, 0 … 255
   * @throws IllegalArgumentException when either is out of range
   */
  public static SourceRef solanaBurn(byte[] signature, int index) {
    if (signature.length != SIGNATURE_LENGTH) {
      throw new IllegalArgumentException("not a 64-byte signature but " + signature.length);
    }
    if (index < 0 || index > MAX_TOP_LEVEL_INDEX) {
      throw new IllegalArgumentException("instruction index out of 8-bit range: " + index);
    }
    return ofBytes(Sha256.hash(SOLANA_BURN, signature, new byte[] {(byte) index}));
  }

  /**
   * A burn on Solana wherever it stands in its transaction. At the top level it is {@link
   * #solanaBurn}; one that another program made (an inner instruction, which has no message and is
   * unroutable) is sha256("stockbridge/solana-inner-burn" ‖ signature ‖ position as 4 bytes).
   *
   * @param signature the transaction's first signature, 64 bytes
   * @param position 0 … 255 at the top level, above for an inner instruction
   * @throws IllegalArgumentException when either is out of range
   */
  public static SourceRef solanaBurnAnywhere(byte[] signature, int position) {
    if (position <= MAX_TOP_LEVEL_INDEX) {
      return solanaBurn(signature, position);
    }
    if (signature.length != SIGNATURE_LENGTH) {
      throw new IllegalArgumentException("not a 64-byte signature but " + signature.length);
    }
    byte[] bigEndian = ByteBuffer.allocate(Integer.BYTES).putInt(position).array();
    return ofBytes(Sha256.hash(SOLANA_INNER_BURN, signature, bigEndian));
  }

  /** An issue: sha256("stockbridge/custody-order" ‖ order id in UTF-8). */
  public static SourceRef custodyOrder(String orderId) {
    return ofBytes(Sha256.hash(CUSTODY_ORDER, orderId.getBytes(StandardCharsets.UTF_8)));
  }

  /** A refund: the id of the message that is refunded. */
  public static SourceRef refundOf(MessageId messageId) {
    return new SourceRef(messageId.value());
  }

  /** The sequence number of an EVM source. */
  public BigInteger toSequence() {
    return value.toNumber();
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return value.bytes();
  }

  @Override
  public int compareTo(SourceRef other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
