/** Writes that wait for another registrar's approval. */
@NullMarked
package io.stockbridge.registry.proposals;

import org.jspecify.annotations.NullMarked;
