/** The parts of the local stack, the order they start in, and the process that supervises them. */
@NullMarked
package io.stockbridge.devnet.stack;

import org.jspecify.annotations.NullMarked;
