package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;

/**
 * A blockhash a transaction may name.
 *
 * @param blockhash the hash
 * @param lastValidBlockHeight the last block height at which it is accepted
 */
public record BlockhashLease(Bytes32 blockhash, long lastValidBlockHeight) {}
