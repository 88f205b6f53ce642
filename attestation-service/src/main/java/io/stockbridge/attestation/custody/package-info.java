/** Custody statements: received, checked, stored as exact bytes, passed on once. */
@NullMarked
package io.stockbridge.attestation.custody;

import org.jspecify.annotations.NullMarked;
