package io.stockbridge.registry.recording;

import java.time.Instant;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The two times of a read.
 *
 * @param asOf what was or will be true then
 * @param knownAt as it was known then, null for all that is known
 */
record Times(Instant asOf, @Nullable Instant knownAt) {

  /** Later than anything that is recorded. */
  private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999Z");

  <Q extends Mutiny.SelectionQuery<String>> Mutiny.SelectionQuery<String> set(Q query) {
    return query
        .setParameter("asOf", asOf.atOffset(ZoneOffset.UTC))
        .setParameter("knownAt", (knownAt == null ? FOREVER : knownAt).atOffset(ZoneOffset.UTC));
  }
}
