/** The pinned network, this attester's own keys, and its readers of the chains. */
@NullMarked
package io.stockbridge.attestation.network;

import org.jspecify.annotations.NullMarked;
