/** Measurements on one machine: each figure beside its target. */
@NullMarked
package io.stockbridge.devnet.bench;

import org.jspecify.annotations.NullMarked;
