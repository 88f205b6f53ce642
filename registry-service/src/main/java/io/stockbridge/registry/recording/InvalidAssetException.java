package io.stockbridge.registry.recording;

/** An asset that cannot be recorded as it was given. */
public final class InvalidAssetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /** Says what is wrong with which input. */
  public InvalidAssetException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The input at fault, as a path into the body. */
  public String field() {
    return field;
  }
}
