/** Every known token as a line of NDJSON, keyed by CAIP-19. */
@NullMarked
package io.stockbridge.registry.exports;

import org.jspecify.annotations.NullMarked;
