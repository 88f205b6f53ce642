package io.stockbridge.kit.events;

/**
 * A record that can never have an effect, however often it is tried; it goes to the dead-letter
 * topic. Handlers throw it for content that is wrong, not for a system that is away.
 */
public final class PoisonRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong with the content. */
  public PoisonRecordException(String message) {
    super(message);
  }

  /** Says what is wrong with the content, and how it was found. */
  public PoisonRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
