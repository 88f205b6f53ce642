package io.stockbridge.registry.states;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The entries of one kind in the order of their keys: references to facts that the catalogue keeps
 * anyway, and the place of their leaf hashes in the whole tree's array.
 *
 * @param form how facts become entries
 * @param facts in the order of their keys
 * @param first index in the tree of the first of them
 */
record EntrySection<T>(EntryForm<T> form, List<T> facts, int first) {

  /** Nothing known of that kind. */
  static <T> EntrySection<T> empty(EntryForm<T> form) {
    return new EntrySection<>(form, List.of(), 0);
  }

  /** The section of other facts, in order. */
  EntrySection<T> of(List<T> wanted, int firstIndex) {
    return new EntrySection<>(form, wanted.stream().sorted(byKey()).toList(), firstIndex);
  }

  /**
   * Writes the leaf hashes of this section into {@code hashes}; those of facts that {@code before}
   * has as well are copied from its array.
   */
  void hashInto(byte[] hashes, EntrySection<T> before, byte[] hashesBefore) {
    Comparator<T> byKey = byKey();
    int old = 0;
    for (int i = 0; i < facts.size(); i++) {
      T fact = facts.get(i);
      while (old < before.facts.size() && byKey.compare(before.facts.get(old), fact) < 0) {
        old++;
      }
      boolean known =
          old < before.facts.size()
              && byKey.compare(before.facts.get(old), fact) == 0
              && before.facts.get(old).equals(fact);
      byte[] source = known ? hashesBefore : form.entry(fact).leafHash().bytes();
      int offset = known ? (before.first + old) * Bytes32.LENGTH : 0;
      System.arraycopy(source, offset, hashes, (first + i) * Bytes32.LENGTH, Bytes32.LENGTH);
    }
  }

  /** The index in the tree of the entry of that key. */
  OptionalInt indexOf(String key) {
    int low = 0;
    int high = facts.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = EntryName.compareKeys(form.key().apply(facts.get(middle)), key);
      if (order == 0) {
        return OptionalInt.of(first + middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalInt.empty();
  }

  /** Whether the entry of that index in the tree is one of these. */
  boolean has(int index) {
    return index >= first && index < first + facts.size();
  }

  /** The entry of that index in the tree. */
  StateEntry entry(int index) {
    return form.entry(facts.get(index - first));
  }

  /** The name of the entry of that index in the tree. */
  EntryName name(int index) {
    return new EntryName(form.kind(), form.key().apply(facts.get(index - first)));
  }

  private Comparator<T> byKey() {
    return (a, b) -> EntryName.compareKeys(form.key().apply(a), form.key().apply(b));
  }
}
