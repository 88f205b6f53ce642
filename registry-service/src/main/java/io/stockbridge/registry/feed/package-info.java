/** The change feed: pages by cursor, and a stream of server-sent events. */
@NullMarked
package io.stockbridge.registry.feed;

import org.jspecify.annotations.NullMarked;
