/** Before a movement: which routes there are, what it would take, and the burn to sign. */
@NullMarked
package io.stockbridge.bridge.quotes;

import org.jspecify.annotations.NullMarked;
