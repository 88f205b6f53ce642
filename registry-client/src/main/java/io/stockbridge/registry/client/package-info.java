/** The registry's public reads for Java programs. */
@NullMarked
package io.stockbridge.registry.client;

import org.jspecify.annotations.NullMarked;
