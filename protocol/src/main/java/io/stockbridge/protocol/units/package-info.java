/** Quantities: share amounts, multipliers and action epochs, exact and range-checked. */
@NullMarked
package io.stockbridge.protocol.units;

import org.jspecify.annotations.NullMarked;
