/**
 * Sending what was attested. The nonce ledger decides which EVM transaction comes next; whether a
 * mint happened is decided by the destination's own record of it, never by a transaction hash.
 */
@NullMarked
package io.stockbridge.bridge.submission;

import org.jspecify.annotations.NullMarked;
