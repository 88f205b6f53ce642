/** Deletes by age what is neither signed nor needed any more. */
@NullMarked
package io.stockbridge.attestation.retention;

import org.jspecify.annotations.NullMarked;
