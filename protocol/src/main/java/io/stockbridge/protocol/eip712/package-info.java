/** EIP-712 domains and digests of everything an attester signs for EVM chains. */
@NullMarked
package io.stockbridge.protocol.eip712;

import org.jspecify.annotations.NullMarked;
