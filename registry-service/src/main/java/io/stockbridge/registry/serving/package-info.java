/** The current state that every read is answered from, and whether there is one. */
@NullMarked
package io.stockbridge.registry.serving;

import org.jspecify.annotations.NullMarked;
