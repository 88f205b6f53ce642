package io.stockbridge.registry.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refusal by the registry (an RFC 9457 problem), or no answer at all (status 0). */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String field;

  RegistryException(int status, String code, @Nullable String field, String detail) {
    super(code + ": " + detail);
    this.status = status;
    this.code = code;
    this.field = field;
  }

  RegistryException(String detail, Throwable cause) {
    super("NO_ANSWER: " + detail, cause);
    this.status = 0;
    this.code = "NO_ANSWER";
    this.field = null;
  }

  /** The HTTP status, 0 when no answer came. */
  public int status() {
    return status;
  }

  /** The stable code, {@code NO_ANSWER} when no answer came. */
  public String code() {
    return code;
  }

  /** The input at fault. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }
}
