package io.stockbridge.registry.network;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import java.util.Optional;

/**
 * A chain whose nodes are configured.
 *
 * @param caip2 its name
 * @param domain its number
 * @param own what network.json says of it, empty for a chain that is not bridged
 * @param nodes how it is reached
 */
public record ReadChain(
    Caip2 caip2, DomainId domain, Optional<ChainDescription> own, RpcSettings nodes) {}
