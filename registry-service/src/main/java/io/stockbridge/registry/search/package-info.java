/** Search by name, ticker, symbol or identifier that forgives typing mistakes, from memory. */
@NullMarked
package io.stockbridge.registry.search;

import org.jspecify.annotations.NullMarked;
