package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A published list.
 *
 * @param version its version
 * @param document the whole document
 */
public record VersionedTokenList(ListVersion version, ObjectNode document) {}
