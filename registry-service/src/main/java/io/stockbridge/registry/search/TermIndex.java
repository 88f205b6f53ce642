package io.stockbridge.registry.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The different words of all texts, sorted, with their trigrams and the numbers of the entries that
 * have them. Immutable. The work for a word is bounded whatever the word and however large the
 * index: a bound that is reached costs completeness for that query, never time.
 */
final class TermIndex {

  private static final int MAX_PREFIXES = 64;
  private static final int MAX_SCANNED = 20_000;
  private static final int MAX_COMPARED = 1_000;
  private static final int TRIGRAMS_PER_MISTAKE = 4;

  private final String[] terms;
  private final int[][] entries;
  private final Map<String, int[]> trigrams;

  /** An index of words, each with the ascending numbers of its entries. */
  TermIndex(Map<String, int[]> entriesByTerm) {
    terms = entriesByTerm.keySet().toArray(String[]::new);
    Arrays.sort(terms);
    entries = new int[terms.length][];
    Map<String, IntList> lists = new HashMap<>();
    for (int i = 0; i < terms.length; i++) {
      entries[i] = entriesByTerm.getOrDefault(terms[i], new int[0]);
      for (String trigram : trigramsOf(terms[i])) {
        lists.computeIfAbsent(trigram, t -> new IntList()).add(i);
      }
    }
    trigrams = new HashMap<>(lists.size() * 2);
    lists.forEach((trigram, list) -> trigrams.put(trigram, list.toArray()));
  }

  /**
   * The entries of words like {@code word}: the word itself first, then what it begins, then
   * others.
   */
  List<int[]> entriesLike(String word) {
    List<int[]> found = new ArrayList<>();
    int at = Arrays.binarySearch(terms, word);
    int from = at >= 0 ? at : -at - 1;
    for (int i = from; i < terms.length && i < from + MAX_PREFIXES; i++) {
      if (!terms[i].startsWith(word)) {
        break;
      }
      found.add(entries[i]);
    }
    int most = Typos.allowedIn(word);
    if (most > 0) {
      similar(word, most).forEach(i -> found.add(entries[i]));
    }
    return found;
  }

  private List<Integer> similar(String word, int most) {
    List<String> grams = trigramsOf(word);
    List<int[]> lists = new ArrayList<>();
    for (String gram : grams) {
      lists.add(trigrams.getOrDefault(gram, new int[0]));
    }
    // A swap of neighbours spoils four trigrams, other mistakes fewer. Rare trigrams tell most, so
    // they are read first.
    lists.sort((a, b) -> Integer.compare(a.length, b.length));
    int needed = Math.max(1, grams.size() - TRIGRAMS_PER_MISTAKE * most);
    Map<Integer, Integer> shared = new HashMap<>();
    int scanned = 0;
    for (int[] list : lists) {
      for (int i = 0; i < list.length && scanned < MAX_SCANNED; i++, scanned++) {
        shared.merge(list[i], 1, Integer::sum);
      }
    }
    return shared.entrySet().stream()
        .filter(e -> e.getValue() >= needed && !terms[e.getKey()].startsWith(word))
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(MAX_COMPARED)
        .map(Map.Entry::getKey)
        .filter(i -> Typos.distance(word, terms[i], most) <= most)
        .toList();
  }

  private static List<String> trigramsOf(String word) {
    String padded = "  " + word + "  ";
    List<String> grams = new ArrayList<>(word.length() + 2);
    for (int i = 0; i + 3 <= padded.length(); i++) {
      grams.add(padded.substring(i, i + 3));
    }
    return grams;
  }

  /** A growing list of ints. */
  static final class IntList {

    private int[] values = new int[4];
    private int size;

    void add(int value) {
      if (size > 0 && values[size - 1] == value) {
        return;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    int[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
