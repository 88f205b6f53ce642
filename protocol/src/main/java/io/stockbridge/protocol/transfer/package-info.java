/** The life of a transfer as a pure function of state and event. */
@NullMarked
package io.stockbridge.protocol.transfer;

import org.jspecify.annotations.NullMarked;
