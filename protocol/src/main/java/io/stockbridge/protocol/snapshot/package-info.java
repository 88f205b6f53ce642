/** The signed supply report: leaves, roots, digest and the rules for signing. */
@NullMarked
package io.stockbridge.protocol.snapshot;

import org.jspecify.annotations.NullMarked;
