package io.stockbridge.chains.evm;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A holder's signed order to burn, which anyone may submit ({@code IBridgeGateway.BurnPermit}).
 *
 * @param nonce the holder's next burn-permit nonce at the gateway
 * @param deadline until when it holds; whole seconds count
 */
public record BurnPermit(
    EvmAddress holder,
    Isin isin,
    ShareAmount amount,
    DomainId destinationDomain,
    UniversalAddress recipient,
    BigInteger nonce,
    Instant deadline) {}
