package io.stockbridge.protocol.identifiers;

import java.util.regex.Pattern;

/**
 * A chain's name as CAIP-2 writes it: {@code eip155:42161}, {@code
 * solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp}.
 *
 * @param namespace 3 to 8 characters of {@code -a-z0-9}
 * @param reference 1 to 32 characters of {@code -_a-zA-Z0-9}
 */
public record Caip2(String namespace, String reference) implements Comparable<Caip2> {

  /** Namespace of EVM chains. */
  public static final String EIP155 = "eip155";

  /** Namespace of Solana clusters. */
  public static final String SOLANA = "solana";

  private static final int SOLANA_REFERENCE_LENGTH = 32;
  private static final Pattern NAMESPACE = Pattern.compile("[-a-z0-9]{3,8}");
  private static final Pattern REFERENCE = Pattern.compile("[-_a-zA-Z0-9]{1,32}");
  private static final Pattern EIP155_REFERENCE = Pattern.compile("[1-9][0-9]{0,31}");

  /** Solana mainnet. Declared after the patterns that check it. */
  public static final Caip2 SOLANA_MAINNET = new Caip2(SOLANA, "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");

  /** Checks both parts. */
  public Caip2 {
    if (!NAMESPACE.matcher(namespace).matches() || !REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException("not a CAIP-2 chain id");
    }
    if (namespace.equals(EIP155) && !EIP155_REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException("not an EIP-155 chain id: " + reference);
    }
  }

  /**
   * Parses {@code namespace:reference}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Caip2 of(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not a CAIP-2 chain id (no colon)");
    }
    return new Caip2(text.substring(0, colon), text.substring(colon + 1));
  }

  /**
   * The EVM chain whose EIP-155 chain id is the domain's number.
   *
   * @throws IllegalArgumentException when the domain is not an EVM chain
   */
  public static Caip2 ofEvm(DomainId domain) {
    if (!domain.isEvm()) {
      throw new IllegalArgumentException("not an EVM domain: " + domain);
    }
    return new Caip2(EIP155, domain.toString());
  }

  /** The Solana cluster with that genesis hash (base58): its first 32 characters name it. */
  public static Caip2 ofSolanaGenesis(String genesisHash) {
    if (genesisHash.length() < SOLANA_REFERENCE_LENGTH) {
      throw new IllegalArgumentException("not a genesis hash: \"" + genesisHash + '"');
    }
    return new Caip2(SOLANA, genesisHash.substring(0, SOLANA_REFERENCE_LENGTH));
  }

  /** Whether this is an EVM chain. */
  public boolean isEvm() {
    return namespace.equals(EIP155);
  }

  /** Whether this is a Solana cluster. */
  public boolean isSolana() {
    return namespace.equals(SOLANA);
  }

  /**
   * The domain of an EVM chain or of Solana mainnet. Other Solana clusters are named by the network
   * file only.
   *
   * @throws IllegalArgumentException when the name alone does not decide it
   */
  public DomainId toDomain() {
    if (equals(SOLANA_MAINNET)) {
      return DomainId.SOLANA_MAINNET;
    }
    if (isEvm() && reference.length() <= 10) {
      DomainId domain = DomainId.of(reference);
      if (domain.isEvm()) {
        return domain;
      }
    }
    throw new IllegalArgumentException("chain without a domain number of its own: " + this);
  }

  @Override
  public int compareTo(Caip2 other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return namespace + ":" + reference;
  }
}
