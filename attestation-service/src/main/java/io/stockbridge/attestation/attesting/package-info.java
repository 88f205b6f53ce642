/** Requests, gates, signing records and answers. */
@NullMarked
package io.stockbridge.attestation.attesting;

import org.jspecify.annotations.NullMarked;
