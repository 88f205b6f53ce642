package io.stockbridge.kit.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Facts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Facts on their way to Kafka. A fact is appended in the transaction that makes it true and is
 * published after the commit, at least once and always with the same event id.
 *
 * <p>Facts of one key are published in the order of their rows. Two transactions that append for
 * one key must therefore hold the same row lock (that of the thing the key names) when they append.
 */
@ApplicationScoped
public class Outbox implements Facts {

  private static final String INSERT =
      "insert into outbox (event_id, topic, record_key, type, payload, created_at)"
          + " values (:eventId, :topic, :key, :type, :payload, :createdAt)";

  private final ObjectMapper json;
  private final Clock clock = Clock.systemUTC();
  private volatile long newestNanos = System.nanoTime();

  Outbox(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public Uni<UUID> append(
      Mutiny.Session session, String topic, String key, String type, Object data) {
    newestNanos = System.nanoTime();
    UUID eventId = UUID.randomUUID();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    EventEnvelope envelope =
        new EventEnvelope(eventId, type, EventEnvelope.SCHEMA, now, json.valueToTree(data));
    return session
        .createNativeQuery(INSERT)
        .setParameter("eventId", eventId)
        .setParameter("topic", topic)
        .setParameter("key", key)
        .setParameter("type", type)
        .setParameter("payload", write(envelope))
        .setParameter("createdAt", now.atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .replaceWith(eventId);
  }

  /** How long ago this process appended a fact; its transaction may still be open. */
  Duration sinceNewest() {
    return Duration.ofNanos(System.nanoTime() - newestNanos);
  }

  private String write(EventEnvelope envelope) {
    try {
      return json.writeValueAsString(envelope);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("fact of type " + envelope.type() + " is no JSON", e);
    }
  }
}
