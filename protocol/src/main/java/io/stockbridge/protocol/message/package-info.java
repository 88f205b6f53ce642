/** Message v1: its 130 bytes, its identifiers and the Solana burn memo. */
@NullMarked
package io.stockbridge.protocol.message;

import org.jspecify.annotations.NullMarked;
