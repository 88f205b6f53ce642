/**
 * Blocking transactions and rows over the reactive driver: plain SQL, one transaction per use case.
 */
@NullMarked
package io.stockbridge.attestation.store;

import org.jspecify.annotations.NullMarked;
