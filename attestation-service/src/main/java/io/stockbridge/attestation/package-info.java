/** The attestation service: verifies, gates and signs, alone and from its own view. */
@NullMarked
package io.stockbridge.attestation;

import org.jspecify.annotations.NullMarked;
