package io.stockbridge.protocol.custody;

import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.CustodyShares;

/**
 * What the custodian holds for one asset, after all releases left.
 *
 * @param isin the asset
 * @param settled settled shares, the only ones that back tokens
 * @param pendingIn bought and not settled
 * @param pendingOut leaving and not settled
 */
public record CustodyPosition(
    Isin isin, CustodyShares settled, CustodyShares pendingIn, CustodyShares pendingOut) {}
