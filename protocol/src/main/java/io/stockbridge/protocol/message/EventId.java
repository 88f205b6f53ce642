package io.stockbridge.protocol.message;

import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import java.nio.ByteBuffer;

/**
 * The name of a source event and the replay key on every chain: keccak256(sourceDomain (4 bytes) ‖
 * sourceRef (32 bytes)). Two messages that claim one event share it, so only one can be minted.
 *
 * @param value the hash
 */
public record EventId(Bytes32 value) implements Comparable<EventId> {

  /** Parses 64 hex digits after {@code 0x}. */
  public static EventId of(String hex) {
    return new EventId(Bytes32.of(hex));
  }

  /** The id of the event that {@code sourceRef} names in {@code sourceDomain}. */
  public static EventId of(DomainId sourceDomain, SourceRef sourceRef) {
    byte[] domain = ByteBuffer.allocate(4).putInt((int) sourceDomain.value()).array();
    return new EventId(Bytes32.ofBytes(Keccak256.hash(domain, sourceRef.bytes())));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return value.bytes();
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
