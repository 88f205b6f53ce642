package io.stockbridge.devnet.custodian;

/** An order's id is taken by an order with other terms; terms never change. */
final class OtherTermsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  OtherTermsException(String orderId) {
    super("order " + orderId + " was placed before with other terms");
  }
}
