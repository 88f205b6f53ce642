/** Whether our own chains' registries say what this registry says, and what is missing if not. */
@NullMarked
package io.stockbridge.registry.drift;

import org.jspecify.annotations.NullMarked;
