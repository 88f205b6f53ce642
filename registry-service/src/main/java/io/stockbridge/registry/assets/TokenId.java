package io.stockbridge.registry.assets;

import io.stockbridge.protocol.identifiers.Caip19;
import io.stockbridge.protocol.identifiers.Caip2;
import java.util.Locale;

/**
 * A token on a chain. Unlike {@link Caip19} it also names tokens whose address no chain can have,
 * because impostors appear in the wild with such addresses and must be recognised.
 *
 * @param chain the chain
 * @param namespace CAIP-19 asset namespace
 * @param address EVM with EIP-55 checksum, Solana base58, or as seen
 */
public record TokenId(Caip2 chain, String namespace, String address)
    implements Comparable<TokenId> {

  /** Namespace of ERC-1155 contracts. */
  public static final String ERC1155 = "erc1155";

  /** The token of a valid CAIP-19 name. */
  public static TokenId of(Caip19 caip19) {
    return new TokenId(caip19.chain(), caip19.assetNamespace(), caip19.assetReference());
  }

  /**
   * The token at an address in its chain's notation; EVM addresses in any case, but a mixed-case
   * one must have a right checksum.
   *
   * @throws IllegalArgumentException when the chain cannot have the address
   */
  public static TokenId at(Caip2 chain, String address) {
    return of(new Caip19(chain, chain.isEvm() ? Caip19.ERC20 : Caip19.TOKEN, address));
  }

  /** The CAIP-19 text. */
  public String caip19() {
    // In one go: each answer names several tokens.
    return chain.namespace() + ":" + chain.reference() + "/" + namespace + ":" + address;
  }

  /** What two names of one token have in common: chain and address, whatever the case. */
  public String key() {
    return keyOf(chain.toString(), address);
  }

  /** The key of an address on a chain as {@link #key()} builds it. */
  public static String keyOf(String chain, String address) {
    return chain + "/" + (isEvm(chain) ? address.toLowerCase(Locale.ROOT) : address);
  }

  private static boolean isEvm(String chain) {
    return chain.startsWith(Caip2.EIP155 + ":");
  }

  @Override
  public int compareTo(TokenId other) {
    return caip19().compareTo(other.caip19());
  }

  @Override
  public String toString() {
    return caip19();
  }
}
