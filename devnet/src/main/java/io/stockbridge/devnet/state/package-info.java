/** What the local stack keeps in its folder: ports, keys, descriptions of the network. */
@NullMarked
package io.stockbridge.devnet.state;

import org.jspecify.annotations.NullMarked;
