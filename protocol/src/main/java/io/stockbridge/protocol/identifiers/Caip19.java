package io.stockbridge.protocol.identifiers;

import java.util.regex.Pattern;

/**
 * A token on a chain as CAIP-19 writes it: {@code eip155:42161/erc20:0x…}, {@code
 * solana:…/token:…}. EVM addresses are checked and carried with their EIP-55 checksum, Solana mints
 * are checked, so equal tokens are equal.
 *
 * @param chain the chain
 * @param assetNamespace the kind of asset, 3 to 8 characters of {@code -a-z0-9}
 * @param assetReference the asset in its chain's own notation
 */
public record Caip19(Caip2 chain, String assetNamespace, String assetReference)
    implements Comparable<Caip19> {

  /** Asset namespace of ERC-20 tokens. */
  public static final String ERC20 = "erc20";

  /** Asset namespace of Solana mints. */
  public static final String TOKEN = "token";

  private static final Pattern NAMESPACE = Pattern.compile("[-a-z0-9]{3,8}");
  private static final Pattern REFERENCE = Pattern.compile("[-.%a-zA-Z0-9]{1,128}");

  /** Checks the parts and brings an EVM address into checksum form. */
  public Caip19 {
    if (!NAMESPACE.matcher(assetNamespace).matches()
        || !REFERENCE.matcher(assetReference).matches()) {
      throw new IllegalArgumentException("not a CAIP-19 asset id");
    }
    if (isAddressed(chain, assetNamespace)) {
      assetReference = ChainText.canonicalAddress(chain, assetReference);
    }
  }

  /**
   * Parses {@code namespace:reference/assetNamespace:assetReference}.
   *
   * @throws IllegalArgumentException for any other text or an address the chain cannot have
   */
  public static Caip19 of(String text) {
    int slash = text.indexOf('/');
    int colon = text.indexOf(':', slash + 1);
    if (slash < 0 || colon < 0) {
      throw new IllegalArgumentException("not a CAIP-19 asset id");
    }
    return new Caip19(
        Caip2.of(text.substring(0, slash)),
        text.substring(slash + 1, colon),
        text.substring(colon + 1));
  }

  /** The ERC-20 token at {@code address}. */
  public static Caip19 erc20(Caip2 chain, EvmAddress address) {
    return new Caip19(chain, ERC20, address.toString());
  }

  /** The token of the Solana {@code mint}. */
  public static Caip19 solanaToken(Caip2 chain, SolanaAddress mint) {
    return new Caip19(chain, TOKEN, mint.toString());
  }

  /**
   * The token's address in 32 bytes.
   *
   * @throws IllegalArgumentException when the asset is no token at an address
   */
  public UniversalAddress tokenAddress() {
    if (!isAddressed(chain, assetNamespace)) {
      throw new IllegalArgumentException("not a token at an address: " + this);
    }
    return ChainText.parse(chain, assetReference);
  }

  @Override
  public int compareTo(Caip19 other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return chain + "/" + assetNamespace + ":" + assetReference;
  }

  private static boolean isAddressed(Caip2 chain, String assetNamespace) {
    return (chain.isEvm() && assetNamespace.equals(ERC20))
        || (chain.isSolana() && assetNamespace.equals(TOKEN));
  }
}
