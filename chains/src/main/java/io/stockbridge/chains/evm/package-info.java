/**
 * EVM chains: bounded reading of logs and state, calldata, simulation and signing, on web3j's
 * codecs over an own strict JSON-RPC transport.
 */
@NullMarked
package io.stockbridge.chains.evm;

import org.jspecify.annotations.NullMarked;
