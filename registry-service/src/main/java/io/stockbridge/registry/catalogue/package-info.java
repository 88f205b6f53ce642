/** The registry's state in memory, indexed; every read is answered from it. */
@NullMarked
package io.stockbridge.registry.catalogue;

import org.jspecify.annotations.NullMarked;
