/** The Uniswap token list of the canonical tokens. */
@NullMarked
package io.stockbridge.registry.tokenlist;

import org.jspecify.annotations.NullMarked;
