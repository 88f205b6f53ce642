/** The append-only log of what this attester signed, and its checkpoints. */
@NullMarked
package io.stockbridge.attestation.log;

import org.jspecify.annotations.NullMarked;
