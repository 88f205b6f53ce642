package io.stockbridge.registry.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A token as the registry answers it. Members that a newer registry adds are in {@link
 * Answer#json()}.
 *
 * @param caip19 its name
 * @param chain CAIP-2 name of its chain
 * @param address EVM with EIP-55 checksum, or Solana base58
 * @param symbol what it calls itself; never an identity
 * @param decimals decimals of the raw amount, null where not known
 * @param role token, wrapper or receipt
 * @param unitModel plain, rebasing, scaled_ui, erc8056 or erc4626_wrapper
 * @param status active, paused, retired, legacy_wrapper or impostor
 * @param own whether the deployment of Stockbridge bridges it
 * @param asset the instrument's key, null for an impostor
 * @param isin the instrument's own ISIN, null where not known
 * @param issuer who issues it, null for an impostor
 * @param name the issuer's name of it, null for an impostor
 * @param multiplier shares per token as an exact decimal, null for an impostor
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Token(
    String caip19,
    String chain,
    String address,
    String symbol,
    @Nullable Integer decimals,
    String role,
    String unitModel,
    String status,
    boolean own,
    @Nullable String asset,
    @Nullable String isin,
    @Nullable String issuer,
    @Nullable String name,
    @Nullable String multiplier) {}
