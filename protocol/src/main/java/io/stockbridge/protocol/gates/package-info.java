/** The gates that every mint passes before an attester signs it. */
@NullMarked
package io.stockbridge.protocol.gates;

import org.jspecify.annotations.NullMarked;
