/** One self-contained proof file per asset and snapshot. */
@NullMarked
package io.stockbridge.attestation.proofs;

import org.jspecify.annotations.NullMarked;
