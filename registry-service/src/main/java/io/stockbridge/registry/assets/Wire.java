package io.stockbridge.registry.assets;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of enum constants as JSON and SQL write them. */
final class Wire {
  private Wire() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E parse(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(text)) {
        return constant;
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants()).map(Wire::of).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("\"" + text + "\" is none of " + known);
  }
}
