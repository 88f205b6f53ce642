package io.stockbridge.kit.events;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact that is not yet published. Rows are written by {@link Outbox} in SQL. */
@Entity
@Table(name = "outbox")
class OutboxRow {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  long id;

  @Column(name = "event_id", nullable = false)
  UUID eventId;

  @Column(name = "topic", nullable = false, columnDefinition = "text")
  String topic;

  @Column(name = "record_key", nullable = false, columnDefinition = "text")
  String recordKey;

  @Column(name = "type", nullable = false, columnDefinition = "text")
  String type;

  @Column(name = "payload", nullable = false, columnDefinition = "text")
  String payload;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "attempts", nullable = false)
  int attempts;

  @Column(name = "retry_at")
  @Nullable Instant retryAt;

  @Column(name = "last_error", columnDefinition = "text")
  @Nullable String lastError;

  OutboxRow() {}

  /** Facts with equal order keys are published one after the other. */
  String orderKey() {
    return topic + '\u0000' + recordKey;
  }
}
