package io.stockbridge.protocol.identity;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.units.ShareAmount;

/**
 * A burn inside the cut that no mint inside the cut settles: in flight.
 *
 * @param id the message id, or the event id of an unroutable burn
 * @param burn the event
 */
public record OpenBurn(Bytes32 id, LedgerEvent burn) {

  /** How much is in flight. */
  public ShareAmount amount() {
    return burn.amount();
  }
}
