/** What was seen of a token on its chain, as resolution and verification read it. */
@NullMarked
package io.stockbridge.registry.observation;

import org.jspecify.annotations.NullMarked;
