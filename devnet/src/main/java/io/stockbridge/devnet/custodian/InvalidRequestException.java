package io.stockbridge.devnet.custodian;

import org.jspecify.annotations.Nullable;

/** A request that the custodian refuses, and the field at fault. */
final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String field;

  InvalidRequestException(String field, String problem) {
    this(field, problem, null);
  }

  InvalidRequestException(String field, String problem, @Nullable Throwable cause) {
    super(field + ": " + problem, cause);
    this.field = field;
  }

  /** Name of the field, or "$" for the body as a whole. */
  String field() {
    return field;
  }
}
