package io.stockbridge.registry.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document as a judge of answers and of bodies that were taken. Clients are generated
 * from it, so an answer may have no member that it does not name, although clients must expect
 * some.
 */
final class DescribedAnswers {

  private static final String JSON_TYPE = "application/json";
  private static final String PROBLEM_TYPE = "application/problem+json";
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final ObjectMapper json = new ObjectMapper();
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
  private final List<Template> templates = new ArrayList<>();
  private final JsonNode named;
  private final JsonNode closed;

  /** A path of the document. */
  private record Template(String path, Pattern pattern, JsonNode operations) {}

  DescribedAnswers(String document) {
    JsonNode api = tree(document);
    this.named = api.path("components");
    this.closed = named.deepCopy();
    for (var schema : closed.path("schemas").properties()) {
      if (!schema.getKey().equals("Problem")) {
        close(schema.getValue());
      }
    }
    for (var path : api.path("paths").properties()) {
      String pattern = Pattern.quote(path.getKey()).replaceAll("\\{[a-zA-Z0-9]+}", "\\\\E.+\\\\Q");
      templates.add(new Template(path.getKey(), Pattern.compile(pattern), path.getValue()));
    }
    // What is named literally is meant before what a parameter may stand for.
    templates.sort(
        Comparator.comparingInt(
            template -> -template.path().replaceAll("\\{[a-zA-Z0-9]+}", "").length()));
  }

  /** What of an answer is not as it is described, empty when all is. */
  List<String> faultsOfAnswer(
      String method, String path, int status, String contentType, String body) {
    JsonNode operation = operation(method, path).orElse(null);
    String type = contentType.replaceAll(";.*", "").strip();
    boolean known = type.equals(JSON_TYPE) || type.equals(PROBLEM_TYPE);
    if (operation == null || !known || body.isEmpty()) {
      return List.of();
    }
    JsonNode responses = operation.path("responses");
    JsonNode response = responses.path(Integer.toString(status));
    if (response.isMissingNode() && status >= 400) {
      response = responses.path("default");
    }
    JsonNode content = response.path("content").path(type);
    if (content.isMissingNode()) {
      return status < 400 ? List.of(status + " " + type + " is not described") : List.of();
    }
    return faults(content.path("schema"), true, body);
  }

  /** What of a body that was taken is not as it is described, empty when all is. */
  List<String> faultsOfBody(String method, String path, String body) {
    JsonNode content =
        operation(method, path)
            .map(operation -> operation.path("requestBody").path("content").path(JSON_TYPE))
            .orElse(json.missingNode());
    return content.isMissingNode() ? List.of() : faults(content.path("schema"), false, body);
  }

  private Optional<JsonNode> operation(String method, String path) {
    return templates.stream()
        .filter(template -> template.pattern().matcher(path).matches())
        .map(template -> template.operations().path(method.toLowerCase(Locale.ROOT)))
        .filter(operation -> !operation.isMissingNode())
        .findFirst();
  }

  private List<String> faults(JsonNode schema, boolean strictly, String body) {
    String key = strictly + " " + schema;
    JsonSchema judge =
        schemas.computeIfAbsent(
            key,
            absent -> {
              ObjectNode whole = schema.deepCopy();
              whole.set("components", strictly ? closed : named);
              return factory.getSchema(whole, CONFIG);
            });
    return judge.validate(tree(body)).stream().map(Object::toString).toList();
  }

  /** No members but those that are named. */
  private static void close(@Nullable JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.has("properties") && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      object.forEach(DescribedAnswers::close);
    } else if (schema instanceof ArrayNode) {
      schema.forEach(DescribedAnswers::close);
    }
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + text, e);
    }
  }
}
