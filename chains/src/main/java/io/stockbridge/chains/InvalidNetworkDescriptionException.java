package io.stockbridge.chains;

import org.jspecify.annotations.Nullable;

/** A network description that cannot be used, with the field at fault. */
public final class InvalidNetworkDescriptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * The field and its fault.
   *
   * @param field path such as {@code chains[1].gateway}; {@code $} for the whole file
   */
  public InvalidNetworkDescriptionException(
      String field, @Nullable String fault, @Nullable Throwable cause) {
    super("network description, " + field + ": " + fault, cause);
    this.field = field;
  }

  /** Path of the field. */
  public String field() {
    return field;
  }
}
