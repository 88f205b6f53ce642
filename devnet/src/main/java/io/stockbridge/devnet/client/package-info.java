/** HTTP clients of the services, used by the demo and by the system tests. */
@NullMarked
package io.stockbridge.devnet.client;

import org.jspecify.annotations.NullMarked;
