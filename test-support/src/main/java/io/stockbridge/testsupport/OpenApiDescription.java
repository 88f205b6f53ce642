package io.stockbridge.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service's OpenAPI description (JSON), checked the same way for every service: each operation
 * says what it does, and each body has an example that has the fields of its type.
 */
public final class OpenApiDescription {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final Set<String> WITHOUT_BODY = Set.of("204", "304");

  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();

  private OpenApiDescription(JsonNode document) {
    this.document = document;
  }

  /** Parses the document that {@code /q/openapi?format=json} answers. */
  public static OpenApiDescription parse(String json) {
    return new OpenApiDescription(tree(json));
  }

  /** What is missing, one sentence each; empty when nothing is. */
  public List<String> faults() {
    faults.clear();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          check(operation.getKey() + " " + path.getKey(), operation.getValue());
        }
      }
    }
    if (document.path("paths").isEmpty()) {
      faults.add("no paths");
    }
    return List.copyOf(faults);
  }

  /**
   * What a real answer has that its examples do not show, one path each.
   *
   * @param operation for instance {@code get /v1/transfers/{id}}
   * @param status for instance {@code 200}
   */
  public List<String> undescribed(String operation, String status, String answer) {
    String[] parts = operation.split(" ", 2);
    JsonNode content =
        document.path("paths").path(parts[1]).path(parts[0]).path("responses").path(status);
    List<JsonNode> examples = new ArrayList<>();
    content.path("content").properties().stream()
        .filter(type -> type.getKey().contains("json"))
        .forEach(type -> examples.addAll(examples(type.getValue())));
    faults.clear();
    if (examples.isEmpty()) {
      faults.add(operation + " " + status + " has no example");
    }
    compare("$", tree(answer), examples);
    return List.copyOf(faults);
  }

  private void check(String name, JsonNode operation) {
    if (operation.path("summary").asText().isBlank()) {
      faults.add(name + " has no summary");
    }
    if (operation.has("requestBody")) {
      checkBody(name + " request", operation.path("requestBody"));
    }
    for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
      if (!WITHOUT_BODY.contains(response.getKey())) {
        checkBody(name + " " + response.getKey(), response.getValue());
      }
    }
  }

  private void checkBody(String name, JsonNode body) {
    if (body.path("content").isEmpty()) {
      faults.add(name + " has no content");
    }
    for (Map.Entry<String, JsonNode> type : body.path("content").properties()) {
      List<JsonNode> examples = examples(type.getValue());
      if (examples.isEmpty()) {
        faults.add(name + " (" + type.getKey() + ") has no example");
      } else if (type.getKey().contains("json")) {
        checkFields(name, type.getValue().path("schema"), examples, 0);
      }
    }
  }

  /** The examples together show each field of the type, and no other. */
  private void checkFields(String name, JsonNode schema, List<JsonNode> examples, int depth) {
    JsonNode type = resolved(schema);
    if (depth > 10 || examples.isEmpty()) {
      return;
    }
    if (type.has("items")) {
      checkFields(name + "[]", type.path("items"), elements(examples), depth + 1);
      return;
    }
    if (type.path("properties").isEmpty()) {
      return;
    }
    Set<String> shown = fieldNames(examples);
    for (Map.Entry<String, JsonNode> property : type.path("properties").properties()) {
      String field = name + "." + property.getKey();
      if (!shown.remove(property.getKey()) && !isOptional(type, property.getKey())) {
        faults.add(field + " is not in the example");
      }
      checkFields(field, property.getValue(), values(examples, property.getKey()), depth + 1);
    }
    shown.forEach(unknown -> faults.add(name + "." + unknown + " is not a field of the type"));
  }

  /** Where a type names its required fields, the others need not be shown. */
  private static boolean isOptional(JsonNode type, String field) {
    if (!type.has("required")) {
      return false;
    }
    for (JsonNode required : type.path("required")) {
      if (required.asText().equals(field)) {
        return false;
      }
    }
    return true;
  }

  private JsonNode resolved(JsonNode schema) {
    if (schema.has("$ref")) {
      String reference = schema.path("$ref").asText();
      return document.at(reference.substring(reference.indexOf('#') + 1));
    }
    for (String choice : List.of("allOf", "anyOf", "oneOf")) {
      for (JsonNode option : schema.path(choice)) {
        JsonNode type = resolved(option);
        if (type.has("properties") || type.has("items")) {
          return type;
        }
      }
    }
    return schema;
  }

  private void compare(String path, JsonNode real, List<JsonNode> examples) {
    if (real.isArray()) {
      real.forEach(element -> compare(path + "[]", element, elements(examples)));
      return;
    }
    if (!real.isObject() || examples.stream().noneMatch(JsonNode::isObject)) {
      return;
    }
    Set<String> shown = fieldNames(examples);
    for (Map.Entry<String, JsonNode> field : real.properties()) {
      String name = path + "." + field.getKey();
      if (!shown.contains(field.getKey())) {
        faults.add(name);
      }
      compare(name, field.getValue(), values(examples, field.getKey()));
    }
  }

  private static Set<String> fieldNames(List<JsonNode> objects) {
    Set<String> names = new LinkedHashSet<>();
    objects.forEach(object -> object.fieldNames().forEachRemaining(names::add));
    return names;
  }

  private static List<JsonNode> values(List<JsonNode> objects, String field) {
    return objects.stream()
        .map(o -> o.path(field))
        .filter(value -> !value.isMissingNode() && !value.isNull())
        .toList();
  }

  private static List<JsonNode> elements(List<JsonNode> arrays) {
    List<JsonNode> elements = new ArrayList<>();
    arrays.stream().filter(JsonNode::isArray).forEach(array -> array.forEach(elements::add));
    return elements;
  }

  private static List<JsonNode> examples(JsonNode body) {
    List<JsonNode> examples = new ArrayList<>();
    if (body.has("example")) {
      examples.add(structured(body.path("example")));
    }
    body.path("examples").forEach(example -> examples.add(structured(example.path("value"))));
    return examples;
  }

  /** Annotations write JSON as text. */
  private static JsonNode structured(JsonNode example) {
    String text = example.isTextual() ? example.textValue().strip() : "";
    return text.startsWith("{") || text.startsWith("[") ? tree(text) : example;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }
}
