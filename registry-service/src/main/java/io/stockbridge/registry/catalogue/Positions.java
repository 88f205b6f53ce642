package io.stockbridge.registry.catalogue;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of a sorted list begin that have a key: a table of positions with open
 * addressing. Some bytes an element buy what a binary search of a million elements costs in misses
 * of the processor's caches: twenty look-ups, each at another place. A key that is a ticker, an
 * ISIN or a FIGI is a number of 64 bits and stands in the table itself: whether it is the one that
 * is asked for is seen there, not at the element.
 */
final class Positions {

  private static final int SMALLEST = 16;

  /** Digits of the number of a key; zero is none of them, so that each text is another number. */
  private static final int RADIX = 39;

  /** 39 to the twelfth is less than 2 to the 64th. */
  private static final int MOST_DIGITS = 12;

  private static final int FIRST_LETTER = 11;
  private static final int DOT = 37;
  private static final int DASH = 38;

  /** Above the numbers of all keys: what is no number is a hash below this. */
  private static final long HASHED = -1L << Integer.SIZE;

  /** Pairs of a key's number or hash, and its position; a number of 0 is no key. */
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
    long[] slots = new long[2 * length];
    String before = null;
    for (int i = 0; i < sorted.size(); i++) {
      String key = keyOf.apply(sorted.get(i));
      if (key != null && !key.equals(before)) {
        long number = number(key);
        int slot = slot(number, slots);
        while (slots[slot] != 0) {
          slot = next(slot, slots);
        }
        slots[slot] = number;
        slots[slot + 1] = i;
      }
      before = key;
    }
    return new Positions(slots);
  }

  /** The first position of a key in the list that this was made of, or −1. */
  <T> int find(List<T> sorted, String key, Function<T, @Nullable String> keyOf) {
    long number = number(key);
    for (int slot = slot(number, slots); slots[slot] != 0; slot = next(slot, slots)) {
      int position = (int) slots[slot + 1];
      if (slots[slot] == number
          && (isExact(number) || key.equals(keyOf.apply(sorted.get(position))))) {
        return position;
      }
    }
    return -1;
  }

  private static int next(int slot, long[] slots) {
    return (slot + 2) & (slots.length - 1);
  }

  private static int slot(long number, long[] slots) {
    return 2 * mix(number) & (slots.length - 1);
  }

  private static boolean isExact(long number) {
    return Long.compareUnsigned(number, HASHED) < 0;
  }

  /** The number of a key, or its hash where it is longer or has other characters. */
  private static long number(String key) {
    long number = 0;
    if (key.isEmpty() || key.length() > MOST_DIGITS) {
      return hashed(key);
    }
    for (int i = 0; i < key.length(); i++) {
      int digit = digit(key.charAt(i));
      if (digit == 0) {
        return hashed(key);
      }
      number = RADIX * number + digit;
    }
    return number;
  }

  private static long hashed(String key) {
    return HASHED | Integer.toUnsignedLong(key.hashCode());
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0' + 1;
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + FIRST_LETTER;
    }
    if (c == '.') {
      return DOT;
    }
    return c == '-' ? DASH : 0;
  }

  /** Spreads the bits (finalizer of SplitMix64). */
  private static int mix(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return (int) (mixed ^ (mixed >>> 31));
  }
}
