package io.stockbridge.chains.records;

/** A payload that is not a valid statement of a pinned custodian. */
public final class InvalidStatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String field;

  /** What is wrong with it. */
  public enum Reason {
    /** The payload is longer than {@link StatementReader#MAX_BYTES}. */
    STATEMENT_TOO_LARGE,
    /** Not a pinned custodian. */
    UNKNOWN_CUSTODIAN,
    /** The signature does not verify. */
    INVALID_SIGNATURE,
    /** Not a valid statement. */
    INVALID_STATEMENT
  }

  InvalidStatementException(Reason reason, String field, String problem) {
    super(problem);
    this.reason = reason;
    this.field = field;
  }

  InvalidStatementException(String field, String problem) {
    this(Reason.INVALID_STATEMENT, field, problem);
  }

  InvalidStatementException(String field, String problem, Throwable cause) {
    this(Reason.INVALID_STATEMENT, field, problem);
    initCause(cause);
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }

  /** JSON path of the field at fault. */
  public String field() {
    return field;
  }
}
