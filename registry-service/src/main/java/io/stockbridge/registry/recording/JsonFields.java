package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads members of one JSON object; an error names the path of the member. */
public final class JsonFields {

  private final JsonNode object;
  private final String path;

  /** The members of {@code object}; {@code path} says where it stands, empty at the top. */
  public JsonFields(JsonNode object, String path) {
    if (!object.isObject()) {
      throw new InvalidAssetException(path.isEmpty() ? "body" : path, "not an object");
    }
    this.object = object;
    this.path = path;
  }

  /** Refuses members that nobody would read: a misspelt name must not be lost silently. */
  public JsonFields only(Set<String> names) {
    Iterator<String> present = object.fieldNames();
    while (present.hasNext()) {
      String name = present.next();
      if (!names.contains(name)) {
        throw new InvalidAssetException(pathOf(name), "not a known member");
      }
    }
    return this;
  }

  /** The member as it is; missing where it is not there. */
  public JsonNode node(String name) {
    return object.path(name);
  }

  /** Whether the member is there and not null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A text that must be there. */
  public String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw new InvalidAssetException(pathOf(name), "is missing");
    }
    return text;
  }

  /** A text, or null where it is not there. */
  public @Nullable String textOrNull(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidAssetException(pathOf(name), "not a text");
    }
    return value.textValue();
  }

  /** What a parser makes of a text that must be there. */
  public <T> T parse(String name, Function<String, T> parser) {
    return checked(name, () -> parser.apply(text(name)));
  }

  /** What a parser makes of a text, or null where it is not there. */
  public <T> @Nullable T parseOrNull(String name, Function<String, T> parser) {
    String text = textOrNull(name);
    return text == null ? null : checked(name, () -> parser.apply(text));
  }

  /** The objects of an array member; empty when it is not there. */
  <T> List<T> list(String name, Function<JsonFields, T> reader) {
    JsonNode array = object.path(name);
    List<T> items = new ArrayList<>();
    if (array.isMissingNode() || array.isNull()) {
      return items;
    }
    if (!array.isArray()) {
      throw new InvalidAssetException(pathOf(name), "not an array");
    }
    for (int i = 0; i < array.size(); i++) {
      items.add(reader.apply(new JsonFields(array.get(i), pathOf(name + "[" + i + "]"))));
    }
    return items;
  }

  @Nullable Integer integerOrNull(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw new InvalidAssetException(pathOf(name), "not a whole number");
    }
    return value.intValue();
  }

  @Nullable Long longOrNull(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw new InvalidAssetException(pathOf(name), "not a whole number");
    }
    return value.longValue();
  }

  boolean flag(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new InvalidAssetException(pathOf(name), "neither true nor false");
    }
    return value.booleanValue();
  }

  /** What {@code work} makes; its IllegalArgumentException becomes an error in the member. */
  <T> T checked(String name, java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidAssetException(pathOf(name), String.valueOf(e.getMessage()));
    }
  }
}
