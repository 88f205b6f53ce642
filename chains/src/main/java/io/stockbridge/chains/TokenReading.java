package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.math.BigInteger;
import java.util.Optional;
import java.util.SortedSet;

/** What a chain says of one address that is called a token, in finalized state. */
public sealed interface TokenReading {
  /** The block or slot that was read. */
  ChainPosition position();

  /** The address. */
  UniversalAddress token();

  /** There is no contract and no account at the address. */
  record Absent(ChainPosition position, UniversalAddress token) implements TokenReading {}

  /** There is a Solana account at the address that is no mint. */
  record NotAMint(ChainPosition position, UniversalAddress token, String problem)
      implements TokenReading {}

  /**
   * A contract of an EVM chain.
   *
   * @param code whose code runs there
   * @param erc20 what every ERC-20 token answers
   * @param paused {@code paused()}, which most tokens do not have
   * @param uiMultiplier {@code uiMultiplier()} of ERC-8056, 18 decimals
   * @param asset {@code asset()} of ERC-4626
   * @param listing what our canonical registry says of it, on a chain of the network
   */
  record Contract(
      ChainPosition position,
      UniversalAddress token,
      Code code,
      Erc20 erc20,
      ContractAnswer<Boolean> paused,
      ContractAnswer<BigInteger> uiMultiplier,
      ContractAnswer<EvmAddress> asset,
      Optional<Listing> listing)
      implements TokenReading {}

  /**
   * The code at an address.
   *
   * @param hash keccak256 of the runtime code
   * @param implementation the address in ERC-1967's implementation slot
   * @param beacon the address in ERC-1967's beacon slot
   */
  record Code(Bytes32 hash, Optional<EvmAddress> implementation, Optional<EvmAddress> beacon) {}

  /** ERC-20's questions. */
  record Erc20(
      ContractAnswer<String> name,
      ContractAnswer<String> symbol,
      ContractAnswer<Integer> decimals,
      ContractAnswer<BigInteger> totalSupply) {}

  /**
   * What a canonical registry of ours says of a token of its chain.
   *
   * @param canonical {@code isCanonical(token)}
   * @param asset {@code assetOf(token)}, empty for none
   */
  record Listing(boolean canonical, Optional<Isin> asset) {}

  /**
   * A mint of Solana.
   *
   * @param program the token program that owns it
   * @param base what every mint has
   * @param metadata what its own TokenMetadata says, empty where it carries none of itself
   * @param paused Pausable's state, empty where it cannot be paused
   * @param multiplier ScaledUiAmount's multiplier at the block's time, for display
   * @param group the group it is a member of
   * @param extensions the types of all its extensions
   */
  record Mint(
      ChainPosition position,
      UniversalAddress token,
      SolanaAddress program,
      MintBase base,
      Optional<MintMetadata> metadata,
      Optional<Boolean> paused,
      Optional<String> multiplier,
      Optional<SolanaAddress> group,
      SortedSet<Integer> extensions)
      implements TokenReading {}

  /** The 82 bytes that every mint has; authorities are empty when given up. */
  record MintBase(
      BigInteger supply,
      int decimals,
      Optional<SolanaAddress> mintAuthority,
      Optional<SolanaAddress> freezeAuthority) {}

  /**
   * A mint's name for itself.
   *
   * @param isin the additional field {@code isin}
   */
  record MintMetadata(String name, String symbol, Optional<String> isin) {}
}
