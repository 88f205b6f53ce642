package io.stockbridge.registry.states;

import io.stockbridge.protocol.state.EntryName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two states.
 *
 * @param gone names whose entry of the older state is not one of the newer
 * @param added indexes in the newer tree of entries that the older one does not have
 */
record EntryChanges(List<EntryName> gone, List<Integer> added) {

  /** Walks two lists of leaves in the order of their names. */
  static EntryChanges between(Iterator<EntryTree.Leaf> older, Iterator<EntryTree.Leaf> newer) {
    List<EntryName> gone = new ArrayList<>();
    List<Integer> added = new ArrayList<>();
    int index = -1;
    EntryTree.@Nullable Leaf old = next(older);
    while (newer.hasNext()) {
      EntryTree.Leaf leaf = newer.next();
      index++;
      while (old != null && old.name().compareTo(leaf.name()) < 0) {
        gone.add(old.name());
        old = next(older);
      }
      boolean sameName = old != null && old.name().equals(leaf.name());
      boolean same = sameName && old != null && old.hash().equals(leaf.hash());
      if (!same) {
        added.add(index);
      }
      if (sameName) {
        if (!same) {
          gone.add(leaf.name());
        }
        old = next(older);
      }
    }
    for (; old != null; old = next(older)) {
      gone.add(old.name());
    }
    return new EntryChanges(gone, added);
  }

  private static EntryTree.@Nullable Leaf next(Iterator<EntryTree.Leaf> leaves) {
    return leaves.hasNext() ? leaves.next() : null;
  }
}
