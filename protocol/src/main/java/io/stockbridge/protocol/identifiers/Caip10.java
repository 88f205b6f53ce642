package io.stockbridge.protocol.identifiers;

import java.util.regex.Pattern;

/**
 * An account on a chain as CAIP-10 writes it: {@code eip155:42161:0x…}. EVM addresses are checked
 * and carried with their EIP-55 checksum, Solana keys are checked, so equal accounts are equal.
 *
 * @param chain the chain
 * @param account the account in its chain's own notation
 */
public record Caip10(Caip2 chain, String account) implements Comparable<Caip10> {

  private static final Pattern ACCOUNT = Pattern.compile("[-.%a-zA-Z0-9]{1,128}");

  /** Checks the account and brings an EVM address into checksum form. */
  public Caip10 {
    if (!ACCOUNT.matcher(account).matches()) {
      throw new IllegalArgumentException("not a CAIP-10 account address");
    }
    account = ChainText.canonicalAddress(chain, account);
  }

  /**
   * Parses {@code namespace:reference:account}.
   *
   * @throws IllegalArgumentException for any other text or an address the chain cannot have
   */
  public static Caip10 of(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not a CAIP-10 account (no colon)");
    }
    return new Caip10(Caip2.of(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** The account of a 32-byte address on {@code chain}. */
  public static Caip10 of(Caip2 chain, UniversalAddress address) {
    return new Caip10(chain, ChainText.render(chain, address));
  }

  /**
   * The account in 32 bytes, as messages carry it.
   *
   * @throws IllegalArgumentException when the chain is neither EVM nor Solana
   */
  public UniversalAddress toUniversal() {
    return ChainText.parse(chain, account);
  }

  @Override
  public int compareTo(Caip10 other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return chain + ":" + account;
  }
}
