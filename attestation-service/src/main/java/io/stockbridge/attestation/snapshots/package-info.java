/** Agreement of the attesters on the signed supply report. */
@NullMarked
package io.stockbridge.attestation.snapshots;

import org.jspecify.annotations.NullMarked;
