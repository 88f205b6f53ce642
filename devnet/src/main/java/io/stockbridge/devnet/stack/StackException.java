package io.stockbridge.devnet.stack;

import org.jspecify.annotations.Nullable;

/** The stack cannot do what was asked; the message is a sentence that says what to do. */
public final class StackException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StackException(String message) {
    super(message);
  }

  public StackException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
