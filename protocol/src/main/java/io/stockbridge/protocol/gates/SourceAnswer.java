package io.stockbridge.protocol.gates;

import io.stockbridge.protocol.message.Message;

/** What one independent node (or the custodian's statement) says about a source event. */
public sealed interface SourceAnswer {

  /**
   * The pinned emitter emitted it.
   *
   * @param message what it emitted
   * @param isFinal whether the event is final there
   */
  record Emitted(Message message, boolean isFinal) implements SourceAnswer {}

  /** The node has the source at a height where the event should be, and it is not there. */
  record Absent() implements SourceAnswer {}

  /**
   * The node did not answer, or is not that far.
   *
   * @param detail why
   */
  record Unavailable(String detail) implements SourceAnswer {}
}
