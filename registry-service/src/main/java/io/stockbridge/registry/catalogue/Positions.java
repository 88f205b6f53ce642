package io.stockbridge.registry.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Where the elements of a sorted list begin that have a key: a table of positions with open
 * addressing. Six bytes an element buy what a binary search of a million elements costs in misses
 * of the processor's caches: twenty look-ups, each at another place.
 */
final class Positions {

  private static final int NONE = -1;
  private static final int SMALLEST = 16;

  private final int[] slots;

  private Positions(int[] slots) {
    this.slots = slots;
  }

  /** The first position of each key; equal keys are neighbours. */
  static <T> Positions of(List<T> sorted, Function<T, String> keyOf) {
    int length = SMALLEST;
    while (length < sorted.size() + sorted.size() / 2) {
      length <<= 1;
    }
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    String before = null;
    for (int i = 0; i < sorted.size(); i++) {
      String key = keyOf.apply(sorted.get(i));
      if (!key.equals(before)) {
        int slot = first(key, length);
        while (slots[slot] != NONE) {
          slot = (slot + 1) & (length - 1);
        }
        slots[slot] = i;
      }
      before = key;
    }
    return new Positions(slots);
  }

  /** The first position of a key in the list that this was made of, or −1. */
  <T> int find(List<T> sorted, String key, Function<T, String> keyOf) {
    int slot = first(key, slots.length);
    while (slots[slot] != NONE) {
      if (keyOf.apply(sorted.get(slots[slot])).equals(key)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return NONE;
  }

  /** Spreads the bits of the text's hash code (finalizer of MurmurHash3). */
  private static int first(String key, int length) {
    int hash = key.hashCode();
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return (mixed ^ (mixed >>> 16)) & (length - 1);
  }
}
