package io.stockbridge.registry.search;

import java.util.Comparator;

/**
 * Something that was found, and why.
 *
 * @param entry what
 * @param match the text that matched best
 */
record Hit(Entry entry, Match match) {

  /** How a text matches a query, the best first. */
  enum How {
    /** The query is the identifier. */
    IDENTIFIER,
    /** Text and query are the same. */
    EQUAL,
    /** Each word of the query is a word of the text. */
    WORDS,
    /** Each word of the query begins a word of the text. */
    PREFIX,
    /** Each word does so but for typing mistakes. */
    TYPO,
    /** At least half of the query's words do. */
    PARTLY
  }

  /**
   * Why it was found.
   *
   * @param field name of the text
   * @param value the text as stored
   * @param how how it matches
   * @param distance typing mistakes that were forgiven
   */
  record Match(String field, String value, How how, int distance) {}

  /**
   * The order of answers. An impostor stands below everything genuine, however well its name
   * matches: its name is what it fakes.
   */
  static final Comparator<Hit> ORDER =
      Comparator.comparing((Hit hit) -> hit.isImpostor())
          .thenComparing(hit -> hit.match().how())
          .thenComparingInt(hit -> hit.match().distance())
          .thenComparingInt(hit -> hit.entry().rank())
          .thenComparing(hit -> hit.entry().key());

  boolean isImpostor() {
    return entry instanceof Entry.Token token && token.isImpostor();
  }
}
