package io.stockbridge.kit.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem; only the rim of a service throws it. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemCode code;
  private final @Nullable String field;
  private final transient Map<String, Object> extensions;

  private ProblemException(
      ProblemCode code, String detail, @Nullable String field, Map<String, Object> extensions) {
    super(detail);
    this.code = code;
    this.field = field;
    this.extensions = extensions;
  }

  /** A problem that no single input causes. */
  public static ProblemException of(ProblemCode code, String detail) {
    return new ProblemException(code, detail, null, Map.of());
  }

  /** A problem that the input {@code field} causes. */
  public static ProblemException inField(ProblemCode code, String field, String detail) {
    return new ProblemException(code, detail, field, Map.of());
  }

  /** The same problem with one more member in its body, for instance {@code retryAt}. */
  public ProblemException with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extensions);
    more.put(member, value);
    ProblemException extended = new ProblemException(code, detail(), field, more);
    extended.setStackTrace(getStackTrace());
    return extended;
  }

  /** The kind. */
  public ProblemCode code() {
    return code;
  }

  /** What is wrong this time. */
  public String detail() {
    String message = getMessage();
    return message == null ? code.title() : message;
  }

  /** The input at fault, or null. */
  public @Nullable String field() {
    return field;
  }

  /** The body to send. */
  public Problem toProblem() {
    return Problem.of(code, detail(), field, extensions);
  }
}
