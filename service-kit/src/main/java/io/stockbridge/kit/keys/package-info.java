/** Private keys read from files, never from configuration values. */
@NullMarked
package io.stockbridge.kit.keys;

import org.jspecify.annotations.NullMarked;
