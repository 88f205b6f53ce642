package io.stockbridge.devnet.demo;

/** Something in the demo was not as it must be. */
final class DemoFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DemoFailedException(String message) {
    super(message);
  }
}
