package io.stockbridge.kit.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The value of every Kafka record.
 *
 * @param eventId names the fact; the same in every redelivery
 * @param type what happened, past tense
 * @param schema version of the form of {@code data}
 * @param occurredAt when the state was changed, UTC
 * @param data the fact itself
 */
public record EventEnvelope(
    UUID eventId, String type, int schema, Instant occurredAt, JsonNode data) {

  /** The only form that exists so far. */
  public static final int SCHEMA = 1;

  /** Checks that nothing is missing. */
  public EventEnvelope {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(data, "data");
  }
}
