/** What all writes have in common: they can be repeated without a second effect. */
@NullMarked
package io.stockbridge.registry.writes;

import org.jspecify.annotations.NullMarked;
