/** Latches that stop this attester from signing. */
@NullMarked
package io.stockbridge.attestation.halts;

import org.jspecify.annotations.NullMarked;
