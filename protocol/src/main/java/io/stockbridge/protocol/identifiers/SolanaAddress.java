package io.stockbridge.protocol.identifiers;

import io.stockbridge.protocol.crypto.Base58;

/** A 32-byte Solana account key, written in base58. */
public final class SolanaAddress implements Comparable<SolanaAddress> {

  /** The System program's key: 32 zero bytes. */
  public static final SolanaAddress SYSTEM_PROGRAM = new SolanaAddress(Bytes32.ZERO);

  private final Bytes32 value;

  private SolanaAddress(Bytes32 value) {
    this.value = value;
  }

  /**
   * Parses base58.
   *
   * @throws IllegalArgumentException unless it names exactly 32 bytes
   */
  public static SolanaAddress of(String base58) {
    try {
      return ofBytes(Base58.decode(base58, Bytes32.LENGTH));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a Solana address: " + e.getMessage(), e);
    }
  }

  /** A copy of the 32 bytes. */
  public static SolanaAddress ofBytes(byte[] bytes) {
    return new SolanaAddress(Bytes32.ofBytes(bytes));
  }

  /** The key in a message's address field. */
  public static SolanaAddress of(UniversalAddress address) {
    return new SolanaAddress(address.value());
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return value.bytes();
  }

  /** The key as messages carry it. */
  public UniversalAddress toUniversal() {
    return new UniversalAddress(value);
  }

  /**
   * Whether the key is a point of the Ed25519 curve, so that somebody can hold its private key. An
   * address off the curve is a program's.
   */
  public boolean isOnCurve() {
    return Ed25519Curve.isOnCurve(value.bytes());
  }

  @Override
  public int compareTo(SolanaAddress other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SolanaAddress that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** The key in base58. */
  @Override
  public String toString() {
    return Base58.encode(value.bytes());
  }
}
