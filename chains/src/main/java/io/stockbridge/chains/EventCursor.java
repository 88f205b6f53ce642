package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;

/**
 * How far a chain's events were read; store it in the transaction that stores their effects.
 *
 * @param domain the chain
 * @param value opaque text (JSON) that only the reader of that chain understands
 */
public record EventCursor(DomainId domain, String value) {
  /** Checks that there is something. */
  public EventCursor {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("empty cursor");
    }
  }
}
