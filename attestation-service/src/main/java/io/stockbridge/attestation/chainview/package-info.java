/** This attester's own view of every chain: replay, state, freshness. */
@NullMarked
package io.stockbridge.attestation.chainview;

import org.jspecify.annotations.NullMarked;
