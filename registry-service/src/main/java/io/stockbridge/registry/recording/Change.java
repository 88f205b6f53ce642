package io.stockbridge.registry.recording;

import io.stockbridge.registry.changes.ChangeType;
import java.util.Locale;
import java.util.Set;

/**
 * One line of the change feed.
 *
 * @param id the entry
 * @param version the version that the change is about
 * @param phase what happened to that version
 * @param types what differs
 */
record Change(EntryId id, int version, Phase phase, Set<ChangeType> types) {

  /** What can happen to a version. */
  enum Phase {
    /** It is what holds now. */
    EFFECTIVE,
    /** It will hold at a later time. */
    SCHEDULED,
    /** What was scheduled will not hold. */
    CANCELLED,
    /** It changes what is known of the past. */
    CORRECTED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
