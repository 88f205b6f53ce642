/** The accounting identity and the verdict on each asset. */
@NullMarked
package io.stockbridge.attestation.backing;

import org.jspecify.annotations.NullMarked;
