/**
 * Solana: observation of Token-2022 mints through an own strict JSON-RPC reader, and the exact mint
 * and burn transactions of the protocol (§4).
 */
@NullMarked
package io.stockbridge.chains.solana;

import org.jspecify.annotations.NullMarked;
