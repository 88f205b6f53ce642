/** Custody statements, orders, positions and releases, and how statements may follow each other. */
@NullMarked
package io.stockbridge.protocol.custody;

import org.jspecify.annotations.NullMarked;
