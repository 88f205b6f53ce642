/** The pinned network description and the chains that are known. */
@NullMarked
package io.stockbridge.registry.network;

import org.jspecify.annotations.NullMarked;
