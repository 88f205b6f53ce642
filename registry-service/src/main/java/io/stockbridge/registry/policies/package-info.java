/** The policies by which tokens are resolved: versioned data, each version signed and kept. */
@NullMarked
package io.stockbridge.registry.policies;

import org.jspecify.annotations.NullMarked;
