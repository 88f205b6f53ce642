/** Corporate actions: what is announced, what follows for entries, and driving the chains to it. */
@NullMarked
package io.stockbridge.registry.actions;

import org.jspecify.annotations.NullMarked;
