/** The pinned network, the ports to its chains, and the relayer's keys. */
@NullMarked
package io.stockbridge.bridge.network;

import org.jspecify.annotations.NullMarked;
