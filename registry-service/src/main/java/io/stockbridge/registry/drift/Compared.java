package io.stockbridge.registry.drift;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * A comparison of one chain.
 *
 * @param height the final block or slot that was read
 * @param findings the differences with their corrections, none when both say the same
 */
record Compared(long height, ArrayNode findings) {}
