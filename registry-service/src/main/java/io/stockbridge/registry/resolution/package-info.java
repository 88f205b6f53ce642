/** Which token is the real one for a stock on a chain, and why. Plain Java. */
@NullMarked
package io.stockbridge.registry.resolution;

import org.jspecify.annotations.NullMarked;
