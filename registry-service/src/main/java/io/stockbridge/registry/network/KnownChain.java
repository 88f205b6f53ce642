package io.stockbridge.registry.network;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;

/**
 * A chain on which tokens are known.
 *
 * @param caip2 its name
 * @param domain its number in messages
 * @param name for people
 * @param own whether this deployment of Stockbridge bridges to it
 * @param tokenListChainId its number in token lists
 */
public record KnownChain(
    Caip2 caip2, DomainId domain, String name, boolean own, long tokenListChainId) {}
