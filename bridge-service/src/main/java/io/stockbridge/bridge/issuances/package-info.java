/** Issues against custody orders, once per order. */
@NullMarked
package io.stockbridge.bridge.issuances;

import org.jspecify.annotations.NullMarked;
