/** What differs between two versions of an entry. Plain Java. */
@NullMarked
package io.stockbridge.registry.changes;

import org.jspecify.annotations.NullMarked;
