/** Who did what to the registry, in a chain that shows whether anything is missing. */
@NullMarked
package io.stockbridge.registry.audit;

import org.jspecify.annotations.NullMarked;
