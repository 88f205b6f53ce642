package io.stockbridge.registry.policies;

/** A policy that cannot be recorded; names the member at fault. */
public final class InvalidPolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidPolicyException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The member at fault. */
  public String field() {
    return field;
  }
}
