/** Hashes, encodings and signatures, each bound to exactly the form the protocol uses. */
@NullMarked
package io.stockbridge.protocol.crypto;

import org.jspecify.annotations.NullMarked;
