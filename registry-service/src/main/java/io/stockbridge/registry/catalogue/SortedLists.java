package io.stockbridge.registry.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Unmodifiable sorted lists that are changed by copying: few changes to many elements are cheap.
 */
final class SortedLists {

  private SortedLists() {}

  /** {@code sorted} with {@code changed} beside its elements, or in place of equal ones. */
  static <T> List<T> merge(List<T> sorted, Collection<T> changed, Comparator<T> order) {
    List<T> added = new ArrayList<>(changed);
    added.sort(order);
    List<T> merged = new ArrayList<>(sorted.size() + added.size());
    int from = 0;
    for (int i = 0; i < added.size(); i++) {
      T next = added.get(i);
      if (i + 1 < added.size() && order.compare(next, added.get(i + 1)) == 0) {
        continue;
      }
      int found = Collections.binarySearch(sorted, next, order);
      int until = found < 0 ? -found - 1 : found;
      merged.addAll(sorted.subList(from, until));
      merged.add(next);
      from = found < 0 ? until : until + 1;
    }
    merged.addAll(sorted.subList(from, sorted.size()));
    return frozen(merged);
  }

  /** {@code sorted} without those of {@code removed} that it has. */
  static <T> List<T> remove(List<T> sorted, Collection<T> removed, Comparator<T> order) {
    List<T> gone = new ArrayList<>(removed);
    gone.sort(order);
    List<T> rest = new ArrayList<>(sorted.size());
    int from = 0;
    for (T one : gone) {
      int found = Collections.binarySearch(sorted, one, order);
      if (found >= from) {
        rest.addAll(sorted.subList(from, found));
        from = found + 1;
      }
    }
    rest.addAll(sorted.subList(from, sorted.size()));
    return frozen(rest);
  }

  /** Position of a key, or −(insertion point) − 1. */
  static <T> int search(List<T> sorted, String key, Function<T, String> keyOf) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = keyOf.apply(sorted.get(middle)).compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** The elements with that key, which several may have. */
  static <T> List<T> all(List<T> sorted, String key, Function<T, String> keyOf) {
    int found = search(sorted, key, keyOf);
    if (found < 0) {
      return List.of();
    }
    int from = found;
    while (from > 0 && keyOf.apply(sorted.get(from - 1)).equals(key)) {
      from--;
    }
    int until = found + 1;
    while (until < sorted.size() && keyOf.apply(sorted.get(until)).equals(key)) {
      until++;
    }
    return sorted.subList(from, until);
  }

  @SuppressWarnings("unchecked") // the array holds nothing but the list's elements
  private static <T> List<T> frozen(List<T> list) {
    return Collections.unmodifiableList((List<T>) Arrays.asList(list.toArray()));
  }
}
