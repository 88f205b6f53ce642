/** Changes sent to subscribers: signed, in order, at least once. */
@NullMarked
package io.stockbridge.registry.webhooks;

import org.jspecify.annotations.NullMarked;
