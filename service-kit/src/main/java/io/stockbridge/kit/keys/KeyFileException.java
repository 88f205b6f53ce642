package io.stockbridge.kit.keys;

/** A key file that is missing, unreadable or of another form; never carries its content. */
public final class KeyFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong with which file. */
  public KeyFileException(String message) {
    super(message);
  }

  /** Says what is wrong with which file, and why. */
  public KeyFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
