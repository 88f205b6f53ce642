/** Merkle trees: RFC 6962 for the log, OpenZeppelin's standard tree for snapshots. */
@NullMarked
package io.stockbridge.protocol.merkle;

import org.jspecify.annotations.NullMarked;
