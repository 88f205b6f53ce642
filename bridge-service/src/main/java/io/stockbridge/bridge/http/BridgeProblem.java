package io.stockbridge.bridge.http;

import io.stockbridge.kit.problem.ProblemCode;

/** Problems of this service; a constant's name is the wire code. */
public enum BridgeProblem implements ProblemCode {
  /** No signed asset record has that ISIN. */
  ASSET_UNKNOWN(404, "There is no such asset"),
  /** The asset is not active, or has no token on one end. */
  ASSET_NOT_MOVABLE(422, "The asset cannot be moved there"),
  /** A chain that the network does not have. */
  CHAIN_UNKNOWN(422, "The network has no such chain"),
  /** The two ends do not make a route. */
  ROUTE_UNKNOWN(422, "There is no such route"),
  /** No transfer has that id. */
  TRANSFER_UNKNOWN(404, "There is no such transfer"),
  /** No issuance has that order id. */
  ORDER_UNKNOWN(404, "There is no issuance for that order"),
  /** The order id was used with other terms. */
  ORDER_CONFLICT(409, "The order has other terms"),
  /** No node knows the transaction. */
  TX_UNKNOWN(404, "The chain does not know the transaction"),
  /** The transaction may still be undone; {@code retryAt} says when to look again. */
  TX_NOT_FINAL(409, "The transaction is not final yet"),
  /** The transaction was reverted. */
  TX_FAILED(422, "The transaction failed on its chain"),
  /** The transaction burned nothing of ours. */
  NO_BURN_IN_TX(422, "The transaction holds no burn"),
  /** The chain would refuse the burn now. */
  BURN_WOULD_FAIL(422, "The chain would refuse the burn"),
  /** A chain's nodes do not answer, or not alike. */
  CHAIN_UNAVAILABLE(503, "A chain cannot be read for the moment");

  private final int status;
  private final String title;

  BridgeProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
