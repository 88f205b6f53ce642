/** Loads the collected data and the local deployment, and reports what came of each row. */
@NullMarked
package io.stockbridge.registry.seed;

import org.jspecify.annotations.NullMarked;
