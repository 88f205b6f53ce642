/** Signed states: what the registry says as a whole, its log, and proofs of single entries. */
@NullMarked
package io.stockbridge.registry.states;

import org.jspecify.annotations.NullMarked;
