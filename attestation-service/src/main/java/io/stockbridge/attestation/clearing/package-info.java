/**
 * Lifting a latch: by an operator, with a signed reason, and a breach only when the checks hold.
 */
@NullMarked
package io.stockbridge.attestation.clearing;

import org.jspecify.annotations.NullMarked;
