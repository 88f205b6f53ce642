/**
 * Signed asset records, checked against the pinned registrar, and what the chains say about them.
 */
@NullMarked
package io.stockbridge.attestation.assets;

import org.jspecify.annotations.NullMarked;
