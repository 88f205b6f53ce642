package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.Optional;

/**
 * One asset's state on one chain.
 *
 * @param token EVM: the token contract; Solana: the mint
 * @param supply tokens that exist
 * @param issued EVM: total minted by issues on this chain; Solana keeps no such total
 * @param redeemed EVM: total burned towards custody on this chain; Solana keeps no such total
 * @param issueCap EVM: what may be issued on this chain in total
 * @param epoch the corporate action in force
 * @param halted EVM: the asset's halt; Solana: the mint is paused
 */
public record AssetSupply(
    Isin isin,
    UniversalAddress token,
    ShareAmount supply,
    Optional<ShareAmount> issued,
    Optional<ShareAmount> redeemed,
    Optional<ShareAmount> issueCap,
    ActionEpoch epoch,
    boolean halted) {}
