package io.stockbridge.registry.assets;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of enum constants as JSON and SQL write them. */
public final class Wire {
  private Wire() {}

  /** The name of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of a name.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String text) {
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
