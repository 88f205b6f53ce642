/** How often a client may ask. */
@NullMarked
package io.stockbridge.registry.limits;

import org.jspecify.annotations.NullMarked;
