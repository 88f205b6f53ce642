package io.stockbridge.registry.recording;

import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.EntryContent;
import java.util.Comparator;
import java.util.List;

/**
 * Names an entry.
 *
 * @param kind its kind
 * @param key its key among those of the kind
 */
public record EntryId(EntryKind kind, String key) {

  /** The kinds in the order in which entries are joined: instruments stand on underlyings. */
  static final List<EntryKind> KINDS =
      List.of(EntryKind.UNDERLYING, EntryKind.INSTRUMENT, EntryKind.IMPOSTOR);

  /** Underlyings before the instruments on them. */
  static final Comparator<EntryId> BY_KIND = Comparator.comparingInt(id -> KINDS.indexOf(id.kind));

  /** The name of the entry with that content. */
  public static EntryId of(EntryContent content) {
    return new EntryId(content.kind(), content.key());
  }

  /** The entry of a stored kind and key. */
  static EntryId of(String kind, String key) {
    return new EntryId(
        EntryKind.ofWire(kind)
            .orElseThrow(() -> new IllegalStateException("unknown kind of entry " + kind)),
        key);
  }

  static EntryId underlying(String key) {
    return new EntryId(EntryKind.UNDERLYING, key);
  }

  static EntryId instrument(String key) {
    return new EntryId(EntryKind.INSTRUMENT, key);
  }
}
