package io.stockbridge.registry.recording;

import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.EntryKind;

/**
 * Names an entry.
 *
 * @param kind its kind
 * @param key its key among those of the kind
 */
public record EntryId(EntryKind kind, String key) {

  /** The name of the entry with that content. */
  static EntryId of(EntryContent content) {
    return new EntryId(content.kind(), content.key());
  }

  static EntryId underlying(String key) {
    return new EntryId(EntryKind.UNDERLYING, key);
  }

  static EntryId instrument(String key) {
    return new EntryId(EntryKind.INSTRUMENT, key);
  }
}
