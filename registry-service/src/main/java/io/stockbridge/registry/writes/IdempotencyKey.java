package io.stockbridge.registry.writes;

import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * What a client names a write with, so that it can send it again (draft-ietf-httpapi-idempotency-
 * key-header): a string of structured fields (RFC 9651), or the same without quotation marks.
 *
 * @param value 1 to 255 characters of ASCII
 */
public record IdempotencyKey(String value) {

  /** The header. */
  public static final String HEADER = "Idempotency-Key";

  /** What OpenAPI says of it. */
  public static final String DESCRIPTION =
      "names this write, 1 to 255 visible characters, quoted or not: sent again with the same key it"
          + " has no second effect and gets the first answer, with Idempotency-Replayed: true";

  private static final int MAX_LENGTH = 255;
  private static final String EXPECTED = "1 to " + MAX_LENGTH + " visible characters, once";

  /** Checks the form. */
  public IdempotencyKey {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !isPrintable(value)) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, HEADER, EXPECTED);
    }
  }

  /** The key of a request that has these headers of the name. */
  public static Optional<IdempotencyKey> of(List<String> headers) {
    if (headers.isEmpty()) {
      return Optional.empty();
    }
    String text = headers.size() == 1 ? headers.get(0).strip() : "";
    return Optional.of(new IdempotencyKey(text.startsWith("\"") ? unquoted(text) : bare(text)));
  }

  private static String bare(String text) {
    return text.indexOf('"') < 0 && text.indexOf(' ') < 0 ? text : "";
  }

  /** An empty text where it is no string of structured fields. */
  private static String unquoted(String text) {
    StringBuilder value = new StringBuilder();
    int last = text.length() - 1;
    for (int i = 1; i < last; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c = i < last ? text.charAt(i) : ' ';
        if (c != '"' && c != '\\') {
          return "";
        }
      } else if (c == '"') {
        return "";
      }
      value.append(c);
    }
    return last > 0 && text.charAt(last) == '"' ? value.toString() : "";
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
