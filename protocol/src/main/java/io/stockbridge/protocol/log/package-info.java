/** The transparency log's checkpoint and signed note, as C2SP specifies them. */
@NullMarked
package io.stockbridge.protocol.log;

import org.jspecify.annotations.NullMarked;
