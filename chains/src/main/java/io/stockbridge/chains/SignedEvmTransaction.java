package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;

/**
 * A signed EIP-1559 transaction; keep it, so that a restart sends the same bytes again.
 *
 * @param hash its transaction hash
 * @param raw the signed bytes in 0x-hex
 */
public record SignedEvmTransaction(Bytes32 hash, String raw) {}
