/** Names of things: ISINs, domains, chain addresses and the CAIP standards. */
@NullMarked
package io.stockbridge.protocol.identifiers;

import org.jspecify.annotations.NullMarked;
