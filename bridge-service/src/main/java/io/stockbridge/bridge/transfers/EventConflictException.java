package io.stockbridge.bridge.transfers;

import io.stockbridge.protocol.message.EventId;

/**
 * One source event with two contents: the chain was rewritten below finality, or a node lies. The
 * reading of that chain stops here until a person has looked.
 */
public final class EventConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The event and the content that came second. */
  public EventConflictException(EventId eventId, String transferId) {
    super("event " + eventId + " is recorded with another content than " + transferId);
  }
}
