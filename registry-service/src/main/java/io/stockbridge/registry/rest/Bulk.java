package io.stockbridge.registry.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.Problem;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Many questions in one call: each item has its own answer or problem, in the order asked. */
@Singleton
class Bulk {

  static final int MAX_ITEMS = 1000;
  private static final int MAX_ID = 100;
  private static final Set<String> BODY = Set.of("items", "policy");

  private final AnswerWriter answers;
  private final ObjectMapper json;

  Bulk(AnswerWriter answers, ObjectMapper json) {
    this.answers = answers;
    this.json = json;
  }

  /** Answers one item; a ProblemException becomes the item's problem. */
  interface ItemAnswer {
    AnswerWriter.Content answer(JsonNode item);
  }

  /** 200 with one result per item. */
  Response answer(@Nullable ObjectNode body, Set<String> members, ItemAnswer each) {
    JsonNode items = items(body);
    byte[] bytes =
        answers.bytes(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("items");
              for (int i = 0; i < items.size(); i++) {
                write(out, items.get(i), i, members, each);
              }
              out.writeEndArray();
              out.writeEndObject();
            });
    return Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** What the items name in some members, as far as it can be a name. */
  static List<String> texts(@Nullable ObjectNode body, String... members) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(body)) {
      for (String member : members) {
        String text = item.path(member).asText();
        if (text.chars().noneMatch(Character::isISOControl)) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /** A text member of an item or of the body, null where it is not there. */
  static @Nullable String text(JsonNode object, String member) {
    JsonNode value = object.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw Inputs.invalid(member, "not a text");
    }
    return value.textValue();
  }

  /** The policy of an item, or that of all. */
  static @Nullable String policy(@Nullable ObjectNode body, JsonNode item) {
    String own = text(item, "policy");
    return own != null || body == null ? own : text(body, "policy");
  }

  private static JsonNode items(@Nullable ObjectNode body) {
    if (body == null) {
      throw ProblemException.of(CommonProblem.MALFORMED_JSON, "the body is empty");
    }
    only(body, BODY);
    JsonNode items = body.path("items");
    if (!items.isArray() || items.isEmpty()) {
      throw Inputs.invalid("items", "an array of 1 to " + MAX_ITEMS + " objects");
    }
    if (items.size() > MAX_ITEMS) {
      throw ProblemException.inField(
              RegistryProblem.TOO_MANY_ITEMS, "items", items.size() + " items in one call")
          .with("limit", MAX_ITEMS);
    }
    return items;
  }

  private void write(
      JsonBytes out, JsonNode item, int index, Set<String> members, ItemAnswer each) {
    out.writeStartObject();
    try {
      String id = item.isObject() ? text(item, "id") : null;
      if (id != null && id.length() > MAX_ID) {
        throw Inputs.invalid("id", "at most " + MAX_ID + " characters");
      }
      AnswerWriter.Content answer = answer(item, members, each);
      out.writeStringField("id", id);
      out.writeFieldName("answer");
      answer.writeTo(out);
    } catch (ProblemException e) {
      JsonNode id = item.path("id");
      boolean sayable = id.isTextual() && id.textValue().length() <= MAX_ID;
      out.writeStringField("id", sayable ? id.textValue() : null);
      out.writeFieldName("problem");
      out.writeJson(json.valueToTree(problem(e, index)).toString().getBytes(UTF_8));
    }
    out.writeEndObject();
  }

  private static AnswerWriter.Content answer(JsonNode item, Set<String> members, ItemAnswer each) {
    if (!item.isObject()) {
      throw Inputs.invalid("", "not an object");
    }
    only(item, members);
    return each.answer(item);
  }

  private static Problem problem(ProblemException exception, int index) {
    String field = exception.field();
    String path = "items[" + index + "]";
    String at = field == null || field.isEmpty() ? path : path + "." + field;
    return Problem.of(exception.code(), exception.detail(), at, Map.of());
  }

  /** A misspelt name must not be lost silently. */
  private static void only(JsonNode object, Set<String> members) {
    Iterator<String> present = object.fieldNames();
    while (present.hasNext()) {
      String name = present.next();
      if (!members.contains(name)) {
        throw Inputs.invalid(name, "not a known member");
      }
    }
  }
}
