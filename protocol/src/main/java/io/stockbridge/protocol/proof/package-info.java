/** Offline verification of one downloaded supply proof. */
@NullMarked
package io.stockbridge.protocol.proof;

import org.jspecify.annotations.NullMarked;
