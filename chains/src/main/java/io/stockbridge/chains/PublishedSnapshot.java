package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;
import java.time.Instant;

/**
 * The newest snapshot on an EVM chain.
 *
 * @param epoch its epoch, from 1
 * @param cutTime the time of its cut
 * @param validUntil until when issues may rest on it
 * @param assetsRoot the root that leaves are proven against
 * @param digest its EIP-712 digest, the next one's {@code previous}
 */
public record PublishedSnapshot(
    long epoch, Instant cutTime, Instant validUntil, Bytes32 assetsRoot, Bytes32 digest) {}
