/**
 * The guardian's halts on the EVM chains: ordered with a breach, sent until the chain shows them.
 */
@NullMarked
package io.stockbridge.attestation.guardian;

import org.jspecify.annotations.NullMarked;
