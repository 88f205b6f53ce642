/** An append-only RFC 6962 log in a service's own database, with C2SP checkpoints. */
@NullMarked
package io.stockbridge.kit.log;

import org.jspecify.annotations.NullMarked;
