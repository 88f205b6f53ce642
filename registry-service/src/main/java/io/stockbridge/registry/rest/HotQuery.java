package io.stockbridge.registry.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The query of a plain question: a name and perhaps a chain, each once, and nothing else.
 *
 * @param name what is asked for
 * @param chain the chain, or null
 */
record HotQuery(String name, @Nullable String chain) {

  private static final String CHAIN = "chain";

  /** What the query asks, or null where it is not plain. */
  static @Nullable HotQuery of(@Nullable String query, String nameField) {
    if (query == null || query.indexOf(';') >= 0) {
      return null;
    }
    String name = null;
    String chain = null;
    for (int from = 0; from <= query.length(); ) {
      int and = query.indexOf('&', from);
      int end = and < 0 ? query.length() : and;
      int equals = query.indexOf('=', from);
      String value = equals < 0 || equals > end ? null : decoded(query.substring(equals + 1, end));
      if (value != null && name == null && isField(query, from, equals, nameField)) {
        name = value;
      } else if (value != null && chain == null && isField(query, from, equals, CHAIN)) {
        chain = value;
      } else {
        return null;
      }
      from = end + 1;
    }
    return name == null ? null : new HotQuery(name, chain);
  }

  /** Whether a path is written with nothing that is decoded or cut off. */
  static boolean isPlain(String path) {
    return path.indexOf('%') < 0
        && path.indexOf(';') < 0
        && !path.contains("//")
        && !path.contains("/.")
        && !path.endsWith("/");
  }

  private static boolean isField(String query, int from, int equals, String field) {
    return equals - from == field.length() && query.startsWith(field, from);
  }

  /** The text that is meant, or null where it is not written as a text can be. */
  private static @Nullable String decoded(String value) {
    if (value.indexOf('%') < 0 && value.indexOf('+') < 0) {
      return value;
    }
    try {
      return QueryStringDecoder.decodeComponent(value);
    } catch (IllegalArgumentException malformed) {
      // Refused by the server itself, in its own way.
      return null;
    }
  }
}
