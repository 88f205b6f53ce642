package io.stockbridge.chains;

import java.util.List;

/**
 * Some events after a cursor.
 *
 * @param events in chain order (Solana: in order per mint, by slot across mints)
 * @param next the cursor after them
 * @param complete whether everything up to the position asked for has been read
 */
public record EventPage(List<ChainEvent> events, EventCursor next, boolean complete) {
  /** Copies the list. */
  public EventPage {
    events = List.copyOf(events);
  }
}
