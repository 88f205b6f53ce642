package io.stockbridge.kit.events;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Puts records that can have no effect aside with their cause: unchanged, or shortened and with
 * their size and SHA-256 when Kafka takes no record of that size.
 */
@ApplicationScoped
class DeadLetters {

  private static final String SUFFIX = ".dlq";
  private static final int LONGEST_CAUSE = 1_000;
  private static final int SHORTENED_KEY = 1_000;
  private static final int SHORTENED_VALUE = 64_000;

  private final TopicProducers producers;

  DeadLetters(TopicProducers producers) {
    this.producers = producers;
  }

  /** Publishes the record to {@code <topic>.dlq}; fails when Kafka does not acknowledge. */
  Uni<Void> put(String consumer, ConsumerRecord<String, String> record, String cause) {
    @Nullable String whole = record.value();
    String value = whole == null ? "" : whole;
    return send(record, headers(consumer, record, cause), record.key(), value)
        .onFailure(DeadLetters::isTooLarge)
        .recoverWithUni(() -> putShortened(record, headers(consumer, record, cause), value));
  }

  /** Whether a failed {@link #put} can succeed later without any change of the input. */
  static boolean mayPass(Throwable failure) {
    return !(failure instanceof InvalidTopicException) && !isTooLarge(failure);
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof RecordTooLargeException;
  }

  private Uni<Void> putShortened(
      ConsumerRecord<String, String> record, RecordHeaders headers, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    header(headers, "value-bytes", Integer.toString(bytes.length));
    header(headers, "value-sha256", sha256(bytes));
    @Nullable String key = record.key();
    return send(
        record,
        headers,
        key == null ? null : atMost(SHORTENED_KEY, key),
        atMost(SHORTENED_VALUE, value));
  }

  private static RecordHeaders headers(
      String consumer, ConsumerRecord<String, String> record, String cause) {
    RecordHeaders headers = new RecordHeaders();
    header(headers, "cause", atMost(LONGEST_CAUSE, cause));
    header(headers, "consumer", consumer);
    header(headers, "source-topic", record.topic());
    header(headers, "source-partition", Integer.toString(record.partition()));
    header(headers, "source-offset", Long.toString(record.offset()));
    return headers;
  }

  private Uni<Void> send(
      ConsumerRecord<String, String> record,
      RecordHeaders headers,
      @Nullable String key,
      String value) {
    return producers.send(new ProducerRecord<>(record.topic() + SUFFIX, null, key, value, headers));
  }

  static String atMost(int length, String text) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void header(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
