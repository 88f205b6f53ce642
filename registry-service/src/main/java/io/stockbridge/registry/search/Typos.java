package io.stockbridge.registry.search;

/** Distance between words in typing mistakes. */
final class Typos {

  private static final int ONE_FROM = 3;
  private static final int TWO_FROM = 8;

  private Typos() {}

  /** How many mistakes are forgiven in a word: none in one or two letters, two from eight on. */
  static int allowedIn(String word) {
    if (word.length() < ONE_FROM) {
      return 0;
    }
    return word.length() < TWO_FROM ? 1 : 2;
  }

  /**
   * Damerau–Levenshtein distance with adjacent transpositions (optimal string alignment), or {@code
   * most + 1} where it is more than {@code most}.
   */
  static int distance(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return most + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost = Math.min(cost, beforeLast[j - 2] + 1);
        }
        row[j] = cost;
        best = Math.min(best, cost);
      }
      if (best > most) {
        return most + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return Math.min(last[b.length()], most + 1);
  }
}
