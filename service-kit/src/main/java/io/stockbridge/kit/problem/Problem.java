package io.stockbridge.kit.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code application/problem+json} (RFC 9457).
 *
 * @param type a URN that names the kind of problem
 * @param title the same short sentence for every occurrence of the kind
 * @param status the HTTP status
 * @param detail what is wrong this time, for people
 * @param code the stable code, for programs
 * @param field the input at fault, as the caller wrote it, or null
 * @param extensions further members, for instance {@code retryAt}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "RFC 9457 problem with a stable code")
public record Problem(
    @Schema(examples = "urn:stockbridge:problem:invalid-field") String type,
    @Schema(examples = "An input is not valid") String title,
    @Schema(examples = "400") int status,
    @Schema(examples = "not an ISIN") String detail,
    @Schema(examples = "INVALID_FIELD") String code,
    @Schema(examples = "isin") @Nullable String field,
    @JsonAnyGetter @Schema(hidden = true) Map<String, Object> extensions) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "urn:stockbridge:problem:";

  /** Copies the extensions. */
  public Problem {
    extensions = Map.copyOf(extensions);
  }

  /** The body for one occurrence of {@code code}. */
  public static Problem of(
      ProblemCode code, String detail, @Nullable String field, Map<String, Object> extensions) {
    String type = TYPE_PREFIX + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Problem(type, code.title(), code.status(), detail, code.name(), field, extensions);
  }
}
