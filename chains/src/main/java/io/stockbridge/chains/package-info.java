/**
 * Chain access behind two small ports: reading ({@link io.stockbridge.chains.ChainReader}) and
 * submitting ({@link io.stockbridge.chains.EvmSubmitter}, {@link
 * io.stockbridge.chains.SolanaSubmitter}). Expected outcomes are values; a fault of a node or of a
 * chain is a {@link io.stockbridge.chains.ChainException}.
 */
@NullMarked
package io.stockbridge.chains;

import org.jspecify.annotations.NullMarked;
