package io.stockbridge.chains.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request before it has an id.
 *
 * @param method the method's name
 * @param params its parameters: text, whole numbers, booleans, null, lists and maps of these
 */
public record RpcCall(String method, List<Object> params) {
  /** A call with those parameters. */
  public static RpcCall of(String method, Object... params) {
    return new RpcCall(method, List.of(params));
  }

  ArrayNode paramsJson() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    params.forEach(param -> array.add(json(param)));
    return array;
  }

  private static JsonNode json(@Nullable Object value) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (value) {
      case null -> factory.nullNode();
      case String text -> factory.textNode(text);
      case Long number -> factory.numberNode(number);
      case Integer number -> factory.numberNode(number);
      case Boolean flag -> factory.booleanNode(flag);
      case List<?> list -> {
        ArrayNode array = factory.arrayNode();
        list.forEach(item -> array.add(json(item)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = factory.objectNode();
        map.forEach((key, item) -> object.set((String) key, json(item)));
        yield object;
      }
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    };
  }
}
