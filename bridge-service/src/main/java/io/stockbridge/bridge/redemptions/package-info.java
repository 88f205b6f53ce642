/** From tokens back to shares: instructions to the custodian, and its word that they were done. */
@NullMarked
package io.stockbridge.bridge.redemptions;

import org.jspecify.annotations.NullMarked;
