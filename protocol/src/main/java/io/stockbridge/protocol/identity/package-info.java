/** The accounting identity: supply plus in flight equals issued minus redeemed. */
@NullMarked
package io.stockbridge.protocol.identity;

import org.jspecify.annotations.NullMarked;
