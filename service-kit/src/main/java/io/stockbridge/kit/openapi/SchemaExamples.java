package io.stockbridge.kit.openapi;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Builds the example of a body from the examples of its fields, so that it cannot differ from what
 * the body's type has. A field without an example is left out: the test of the description names
 * it.
 */
final class SchemaExamples {

  private static final int MAX_DEPTH = 16;

  private final Map<String, Schema> components;

  SchemaExamples(Map<String, Schema> components) {
    this.components = Map.copyOf(components);
  }

  /** An example of the schema, or empty when it has none. */
  Optional<Object> of(Schema schema) {
    return of(schema, 0);
  }

  private Optional<Object> of(Schema schema, int depth) {
    if (depth > MAX_DEPTH) {
      return Optional.empty();
    }
    if (schema.getRef() != null) {
      String name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
      return Optional.ofNullable(components.get(name)).flatMap(named -> of(named, depth + 1));
    }
    if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
      Object value = typed(schema, schema.getExamples().getFirst());
      return Optional.of(isA(schema, SchemaType.ARRAY) ? List.of(value) : value);
    }
    if (schema.getProperties() != null) {
      return Optional.of(object(schema.getProperties(), depth));
    }
    if (schema.getItems() != null) {
      return of(schema.getItems(), depth + 1).map(List::of);
    }
    if (isA(schema, SchemaType.BOOLEAN)) {
      return Optional.of(true);
    }
    return Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
        .flatMap(Stream::ofNullable)
        .flatMap(List::stream)
        .flatMap(choice -> of(choice, depth + 1).stream())
        .findFirst();
  }

  private Map<String, Object> object(Map<String, Schema> properties, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    properties.forEach(
        (name, property) ->
            of(property, depth + 1).ifPresent(example -> object.put(name, example)));
    return object;
  }

  /** Annotations write every example as text. */
  private static Object typed(Schema schema, Object example) {
    if (example instanceof String text) {
      if (isA(schema, SchemaType.INTEGER)) {
        return Long.valueOf(text);
      }
      if (isA(schema, SchemaType.NUMBER)) {
        return new BigDecimal(text);
      }
      if (isA(schema, SchemaType.BOOLEAN)) {
        return Boolean.valueOf(text);
      }
    }
    return example;
  }

  private static boolean isA(Schema schema, SchemaType type) {
    return schema.getType() != null && schema.getType().contains(type);
  }
}
