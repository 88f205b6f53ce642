package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.catalogue.SortedEntries;
import io.stockbridge.registry.recording.AssetStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Pages of a sorted list; the cursor is the last key, so it stays valid while the list changes. */
public final class Pages {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_CURSOR = 1000;

  private Pages() {}

  /** What has to be read for a page: one entry more, which tells whether another page follows. */
  static AssetStore.Page read(EntryKind kind, @Nullable String cursor, @Nullable String limit) {
    return new AssetStore.Page(kind, cursor == null ? "" : decode(cursor), parseLimit(limit) + 1);
  }

  /** The page after {@code cursor}: {@code items} and {@code nextCursor}, null on the last one. */
  public static <T> ObjectNode page(
      SortedEntries<T> all,
      @Nullable String cursor,
      @Nullable String limit,
      Function<T, JsonNode> writer) {
    return page(cursor == null ? all : all.after(decode(cursor)), limit, writer);
  }

  /** The page of another sorted list. */
  public static <T> ObjectNode page(
      NavigableMap<String, T> all,
      @Nullable String cursor,
      @Nullable String limit,
      Function<T, JsonNode> writer) {
    return page(cursor == null ? all : all.tailMap(decode(cursor), false), limit, writer);
  }

  private static <T> ObjectNode page(
      Map<String, T> rest, @Nullable String limit, Function<T, JsonNode> writer) {
    int size = parseLimit(limit);
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode items = page.putArray("items");
    String last = null;
    for (Map.Entry<String, T> entry : rest.entrySet()) {
      if (items.size() == size) {
        page.put("nextCursor", encode(String.valueOf(last)));
        return page;
      }
      items.add(writer.apply(entry.getValue()));
      last = entry.getKey();
    }
    page.putNull("nextCursor");
    return page;
  }

  /**
   * The page of a list in the order of numbers, of which one entry more than a page was read.
   *
   * @param read up to {@code size} + 1 entries
   */
  public static <T> ObjectNode numbered(
      List<T> read, int size, ToLongFunction<T> numberOf, Function<T, JsonNode> writer) {
    List<T> shown = read.subList(0, Math.min(size, read.size()));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode items = page.putArray("items");
    shown.forEach(entry -> items.add(writer.apply(entry)));
    return page.put(
        "nextCursor",
        read.size() > size ? encode(Long.toString(numberOf.applyAsLong(shown.getLast()))) : null);
  }

  /** The number after which such a list goes on; {@code first} without a cursor. */
  public static long number(@Nullable String cursor, long first) {
    if (cursor == null) {
      return first;
    }
    String number = decode(cursor);
    if (!number.matches("[0-9]{1,18}")) {
      throw invalidCursor();
    }
    return Long.parseLong(number);
  }

  private static ProblemException invalidCursor() {
    return ProblemException.inField(
        RegistryProblem.INVALID_CURSOR, "cursor", "use nextCursor as it was given");
  }

  /** How many entries a page has: 1 to 1000, without the parameter 100. */
  public static int parseLimit(@Nullable String limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (!limit.matches("[0-9]{1,4}")
        || Integer.parseInt(limit) < 1
        || Integer.parseInt(limit) > MAX_LIMIT) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "limit", "not a number from 1 to " + MAX_LIMIT);
    }
    return Integer.parseInt(limit);
  }

  /** The cursor of a key. */
  public static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** The key of a cursor. */
  public static String decode(String cursor) {
    try {
      if (cursor.length() > MAX_CURSOR) {
        throw new IllegalArgumentException("longer than any cursor");
      }
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalidCursor();
    }
  }
}
