package io.stockbridge.registry.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.feed.FeedQuery;
import io.stockbridge.registry.rest.RegistryProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is asked for.
 *
 * @param after the last change that is not wanted, null to begin with what comes next
 */
record WebhookInput(String url, List<String> types, String description, @Nullable Long after) {

  private static final int MAX_DESCRIPTION = 200;
  private static final Set<String> MEMBERS = Set.of("url", "types", "description", "after");

  static WebhookInput read(@Nullable ObjectNode body) {
    if (body == null) {
      throw ProblemException.of(CommonProblem.MALFORMED_JSON, "the body is empty");
    }
    for (var member : body.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw invalid(member.getKey(), "a webhook has url, types, description and after");
      }
    }
    if (!body.path("url").isTextual()) {
      throw invalid("url", "where changes are sent to, https:");
    }
    JsonNode description = body.path("description");
    if (!description.isMissingNode()
        && !(description.isTextual() && description.textValue().length() <= MAX_DESCRIPTION)) {
      throw invalid("description", "a text of at most " + MAX_DESCRIPTION + " characters");
    }
    return new WebhookInput(
        body.get("url").textValue(), types(body), description.asText(""), after(body));
  }

  private static List<String> types(ObjectNode body) {
    JsonNode types = body.path("types");
    if (types.isMissingNode()) {
      return List.of();
    }
    List<String> wanted = new ArrayList<>();
    for (JsonNode type : types) {
      wanted.add(type.isTextual() ? type.textValue() : "");
    }
    if (!types.isArray()) {
      throw invalid("types", "an array of types of changes; without it, all");
    }
    return wanted.isEmpty() ? List.of() : List.copyOf(FeedQuery.types(String.join(",", wanted)));
  }

  private static @Nullable Long after(ObjectNode body) {
    JsonNode after = body.path("after");
    if (after.isMissingNode()) {
      return null;
    }
    if (!after.isTextual()) {
      throw ProblemException.inField(
          RegistryProblem.INVALID_CURSOR, "after", "a cursor of /v1/changes, a text");
    }
    return FeedQuery.after("after", after.textValue());
  }

  /** The number of a change that is asked for again. */
  static long number(@Nullable ObjectNode body) {
    if (body == null
        || !body.path("number").canConvertToLong()
        || !body.path("number").isIntegralNumber()
        || body.path("number").longValue() < 1) {
      throw invalid("number", "the number of a change, from 1");
    }
    return body.get("number").longValue();
  }

  /** The row of the log before which a page ends. */
  static long before(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    if (!cursor.matches("[1-9][0-9]{0,17}")) {
      throw ProblemException.inField(
          RegistryProblem.INVALID_CURSOR, "cursor", "use nextCursor as it was given");
    }
    return Long.parseLong(cursor);
  }

  private static ProblemException invalid(String field, String expected) {
    return ProblemException.inField(CommonProblem.INVALID_FIELD, field, expected);
  }
}
