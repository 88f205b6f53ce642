package io.stockbridge.protocol.state;

/**
 * The name of an entry, unique in a state. Names are sorted by kind, then by the bytes of the key
 * in UTF-8, which is the order of code points and of PostgreSQL's collation C.
 *
 * @param kind what the entry is about
 * @param key not empty, without controls
 */
public record EntryName(EntryKind kind, String key) implements Comparable<EntryName> {

  private static final char FIRST_SURROGATE = '\ud800';
  private static final char AFTER_SURROGATES = '\ue000';

  /** Checks the key. */
  public EntryName {
    if (key.isEmpty() || key.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a key is not empty and has no controls");
    }
  }

  /** The order of two keys by the bytes of their UTF-8. */
  public static int compareKeys(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return left.length() - right.length();
  }

  /** Surrogates stand for code points above all others, though their own numbers are lower. */
  private static int rank(char unit) {
    return unit >= FIRST_SURROGATE && unit < AFTER_SURROGATES ? unit + 0x1_0000 : unit;
  }

  @Override
  public int compareTo(EntryName other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? compareKeys(key, other.key) : byKind;
  }

  /** {@code kind/key}. */
  @Override
  public String toString() {
    return kind.wire() + "/" + key;
  }
}
