package io.stockbridge.registry.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of a sorted list begin that have a key: a table of positions with open
 * addressing. Some bytes an element buy what a binary search of a million elements costs in misses
 * of the processor's caches: twenty look-ups, each at another place.
 */
final class Positions {

  private static final long NONE = -1;
  private static final int SMALLEST = 16;

  /**
   * Hash in the upper half, so that only what is probably found is looked at; else {@link #NONE}.
   */
  private final long[] slots;

  private Positions(long[] slots) {
    this.slots = slots;
  }

  /** The position of each key; of equal keys that are neighbours the first. Null is no key. */
  static <T> Positions of(List<T> sorted, Function<T, @Nullable String> keyOf) {
    int length = SMALLEST;
    while (length < sorted.size() + sorted.size() / 2) {
      length <<= 1;
    }
    long[] slots = new long[length];
    Arrays.fill(slots, NONE);
    String before = null;
    for (int i = 0; i < sorted.size(); i++) {
      String key = keyOf.apply(sorted.get(i));
      if (key != null && !key.equals(before)) {
        int hash = hash(key);
        int slot = hash & (length - 1);
        while (slots[slot] != NONE) {
          slot = (slot + 1) & (length - 1);
        }
        slots[slot] = (long) hash << Integer.SIZE | i;
      }
      before = key;
    }
    return new Positions(slots);
  }

  /** The first position of a key in the list that this was made of, or −1. */
  <T> int find(List<T> sorted, String key, Function<T, @Nullable String> keyOf) {
    int hash = hash(key);
    for (int slot = hash & (slots.length - 1);
        slots[slot] != NONE;
        slot = (slot + 1) & (slots.length - 1)) {
      int position = (int) slots[slot];
      if (slots[slot] >> Integer.SIZE == hash && key.equals(keyOf.apply(sorted.get(position)))) {
        return position;
      }
    }
    return (int) NONE;
  }

  /** Spreads the bits of the text's hash code (finalizer of MurmurHash3). */
  private static int hash(String key) {
    int hash = key.hashCode();
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
