/** Look-up by contract in the shape of CoinGecko's API. */
@NullMarked
package io.stockbridge.registry.coins;

import org.jspecify.annotations.NullMarked;
