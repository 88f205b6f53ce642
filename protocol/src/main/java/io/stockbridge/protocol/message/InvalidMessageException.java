package io.stockbridge.protocol.message;

/** Bytes or fields that are no valid message v1. */
public final class InvalidMessageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final MessageError error;

  /** The first check that failed, and what it found. */
  public InvalidMessageException(MessageError error, String detail) {
    super(error + ": " + detail);
    this.error = error;
  }

  /** The first check that failed. */
  public MessageError error() {
    return error;
  }
}
