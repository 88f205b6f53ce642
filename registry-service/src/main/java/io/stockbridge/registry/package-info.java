/** The registry: which token is the real one. */
@NullMarked
package io.stockbridge.registry;

import org.jspecify.annotations.NullMarked;
