package io.stockbridge.devnet.client;

/** A service answered something else than was asked for, or not at all. */
public final class UnexpectedAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnexpectedAnswerException(String message) {
    super(message);
  }

  public UnexpectedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
