package io.stockbridge.protocol.identifiers;

/**
 * A place where shares can be: custody (0), Solana mainnet (501), the local Solana (900), or else
 * the EVM chain with that EIP-155 chain id.
 *
 * @param value unsigned 32 bit, 0 … 2³²−1
 */
public record DomainId(long value) implements Comparable<DomainId> {

  /** The custodian's books. */
  public static final DomainId CUSTODY = new DomainId(0);

  /** Solana mainnet. */
  public static final DomainId SOLANA_MAINNET = new DomainId(501);

  /** The Solana of a local or test deployment. */
  public static final DomainId SOLANA_LOCAL = new DomainId(900);

  private static final long MAX = 0xFFFF_FFFFL;

  /** Checks the range. */
  public DomainId {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException("domain out of unsigned 32-bit range: " + value);
    }
  }

  /** The domain of that number. */
  public static DomainId of(long value) {
    return new DomainId(value);
  }

  /**
   * Parses decimal digits.
   *
   * @throws IllegalArgumentException unless digits without leading zero, in range
   */
  public static DomainId of(String decimal) {
    boolean canonical = decimal.equals("0") || decimal.matches("[1-9][0-9]{0,9}");
    if (!canonical) {
      throw new IllegalArgumentException("not a domain number");
    }
    return new DomainId(Long.parseLong(decimal));
  }

  /** Whether this is the custodian's books. */
  public boolean isCustody() {
    return equals(CUSTODY);
  }

  /** Whether this is a Solana cluster. */
  public boolean isSolana() {
    return equals(SOLANA_MAINNET) || equals(SOLANA_LOCAL);
  }

  /** Whether this is an EVM chain, whose addresses are 20 bytes. */
  public boolean isEvm() {
    return !isCustody() && !isSolana();
  }

  @Override
  public int compareTo(DomainId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
