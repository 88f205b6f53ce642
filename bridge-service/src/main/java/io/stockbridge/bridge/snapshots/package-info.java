/** Carrying snapshots that a quorum signed to the EVM chains; newest only. */
@NullMarked
package io.stockbridge.bridge.snapshots;

import org.jspecify.annotations.NullMarked;
