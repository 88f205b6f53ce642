/** JSON form of snapshots and proof files: written by attesters, read by relayers and verifiers. */
@NullMarked
package io.stockbridge.chains.proof;

import org.jspecify.annotations.NullMarked;
