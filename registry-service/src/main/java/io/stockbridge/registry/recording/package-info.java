/** Writes assets: state, history, signature and outbox row in one transaction. */
@NullMarked
package io.stockbridge.registry.recording;

import org.jspecify.annotations.NullMarked;
