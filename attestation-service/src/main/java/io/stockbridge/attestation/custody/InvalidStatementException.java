package io.stockbridge.attestation.custody;

/** A payload that is not a valid custody statement. */
public final class InvalidStatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;

  InvalidStatementException(String field, String problem) {
    super(problem);
    this.field = field;
  }

  InvalidStatementException(String field, String problem, Throwable cause) {
    super(problem, cause);
    this.field = field;
  }

  /** JSON path of the field at fault. */
  public String field() {
    return field;
  }
}
