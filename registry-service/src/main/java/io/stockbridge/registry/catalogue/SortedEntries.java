package io.stockbridge.registry.catalogue;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map in the order of its keys that costs one reference per entry: the key is read
 * from the value, a look-up is a binary search, or one probe where the entries are indexed.
 */
public final class SortedEntries<T> extends AbstractMap<String, T> {

  private final Function<T, String> keyOf;
  private final List<T> values;
  private final @Nullable Positions positions;

  private SortedEntries(Function<T, String> keyOf, List<T> sorted) {
    this(keyOf, sorted, null);
  }

  private SortedEntries(Function<T, String> keyOf, List<T> sorted, @Nullable Positions positions) {
    this.keyOf = keyOf;
    this.values = sorted;
    this.positions = positions;
  }

  /** The values by their keys; of two with one key the later stays. */
  static <T> SortedEntries<T> of(Function<T, String> keyOf, Collection<T> values) {
    return new SortedEntries<T>(keyOf, List.of()).with(values);
  }

  /** These entries with others beside them or in their place. */
  SortedEntries<T> with(Collection<T> changed) {
    List<T> merged = SortedLists.merge(values, changed, Comparator.comparing(keyOf));
    // As many as before: others in the place of the same keys, which stay where they were.
    return new SortedEntries<>(keyOf, merged, merged.size() == values.size() ? positions : null);
  }

  /** These entries without that of a key. */
  SortedEntries<T> without(String key) {
    int index = search(key);
    if (index < 0) {
      return this;
    }
    List<T> rest =
        IntStream.range(0, values.size()).filter(i -> i != index).mapToObj(values::get).toList();
    return new SortedEntries<>(keyOf, rest);
  }

  /** The same entries, found without a search. */
  SortedEntries<T> indexed() {
    return positions == null
        ? new SortedEntries<>(keyOf, values, Positions.of(values, keyOf))
        : this;
  }

  /** The entries whose key comes after {@code key}; a view. */
  public SortedEntries<T> after(String key) {
    int index = search(key);
    int from = index < 0 ? -index - 1 : index + 1;
    return new SortedEntries<>(keyOf, values.subList(from, values.size()));
  }

  @Override
  public @Nullable T get(@Nullable Object key) {
    int index = key instanceof String text ? find(text) : -1;
    return index < 0 ? null : values.get(index);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String text && find(text) >= 0;
  }

  /** The values in order. */
  List<T> list() {
    return values;
  }

  @Override
  public Collection<T> values() {
    return values;
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public Set<Map.Entry<String, T>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, T>> iterator() {
        return values.stream().map(v -> Map.entry(keyOf.apply(v), v)).iterator();
      }

      @Override
      public int size() {
        return values.size();
      }
    };
  }

  private int find(String key) {
    return positions == null ? search(key) : positions.find(values, key, keyOf);
  }

  private int search(String key) {
    return SortedLists.search(values, key, keyOf);
  }
}
