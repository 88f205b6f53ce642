package io.stockbridge.registry.assets;

import io.stockbridge.protocol.state.EntryKind;

/** What an entry of the registry says: one of the three kinds that have versions of their own. */
public sealed interface EntryContent permits Underlying, AssetContent, Impostor {

  /** The kind of the entry. */
  EntryKind kind();

  /** Names the entry among those of its kind; the same in all its versions. */
  String key();
}
