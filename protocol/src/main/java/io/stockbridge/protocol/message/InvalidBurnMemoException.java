package io.stockbridge.protocol.message;

import org.jspecify.annotations.Nullable;

/** A memo that makes its burn unroutable. */
public final class InvalidBurnMemoException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final BurnMemoError error;

  /** The reason and what was found. */
  public InvalidBurnMemoException(BurnMemoError error, String detail) {
    this(error, detail, null);
  }

  /** The reason, what was found, and the cause. */
  public InvalidBurnMemoException(
      BurnMemoError error, @Nullable String detail, @Nullable Throwable cause) {
    super(error + ": " + detail, cause);
    this.error = error;
  }

  /** The reason. */
  public BurnMemoError error() {
    return error;
  }
}
