package io.stockbridge.protocol.identifiers;

/**
 * An account on any domain in 32 bytes: a Solana key as is, an EVM address left-padded with zeros,
 * a custody account as ASCII right-padded with zeros.
 *
 * @param value the 32 bytes
 */
public record UniversalAddress(Bytes32 value) implements Comparable<UniversalAddress> {

  /** 32 zero bytes: nobody. The sender of every issue. */
  public static final UniversalAddress ZERO = new UniversalAddress(Bytes32.ZERO);

  /** Parses 64 hex digits after {@code 0x}. */
  public static UniversalAddress of(String hex) {
    return new UniversalAddress(Bytes32.of(hex));
  }

  /** A copy of the 32 bytes. */
  public static UniversalAddress ofBytes(byte[] bytes) {
    return new UniversalAddress(Bytes32.ofBytes(bytes));
  }

  /**
   * Parses the address as {@code domain} writes it: {@code 0x…} on EVM chains, base58 on Solana; in
   * custody an account's name, or its reference as {@code 0x} and 64 hex digits.
   *
   * @throws IllegalArgumentException when it is no address of that domain
   */
  public static UniversalAddress parse(DomainId domain, String text) {
    if (domain.isCustody()) {
      boolean reference = text.startsWith("0x") && text.length() == 2 + 2 * Bytes32.LENGTH;
      return reference ? of(text) : CustodyAccount.of(text).reference();
    }
    return domain.isSolana()
        ? SolanaAddress.of(text).toUniversal()
        : EvmAddress.of(text).toUniversal();
  }

  /**
   * The address as {@code domain} writes it; {@link #parse} reads it back. A custody account's name
   * cannot be told from its reference, so the reference is written.
   *
   * @throws IllegalArgumentException when the bytes are no address of that domain
   */
  public String render(DomainId domain) {
    if (domain.isCustody()) {
      return toString();
    }
    return domain.isSolana() ? SolanaAddress.of(this).toString() : EvmAddress.of(this).toString();
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return value.bytes();
  }

  /** Whether all bytes are zero. */
  public boolean isZero() {
    return value.isZero();
  }

  /** Whether the 12 high bytes are zero, as those of an EVM address must be. */
  public boolean hasEvmPadding() {
    for (int i = 0; i < 12; i++) {
      if (value.byteAt(i) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(UniversalAddress other) {
    return value.compareTo(other.value);
  }

  /** Lower-case hex of the 32 bytes with prefix {@code 0x}. */
  @Override
  public String toString() {
    return value.toString();
  }
}
