package io.stockbridge.kit.events;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** Puts records that can have no effect aside, unchanged, with their cause. */
@ApplicationScoped
class DeadLetters {

  private static final String SUFFIX = ".dlq";
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

  private final MutinyEmitter<String> emitter;

  DeadLetters(
      @Channel("stockbridge-dead-letters") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<String> emitter) {
    this.emitter = emitter;
  }

  /** Publishes the record to {@code <topic>.dlq}; fails when Kafka does not acknowledge. */
  Uni<Void> put(String consumer, ConsumerRecord<String, String> record, String cause) {
    RecordHeaders headers = new RecordHeaders();
    header(headers, "cause", cause);
    header(headers, "consumer", consumer);
    header(headers, "source-topic", record.topic());
    header(headers, "source-partition", Integer.toString(record.partition()));
    header(headers, "source-offset", Long.toString(record.offset()));
    var metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(record.topic() + SUFFIX)
            .withHeaders(headers);
    @Nullable String key = record.key();
    if (key != null) {
      metadata.withKey(key);
    }
    @Nullable String value = record.value();
    return emitter
        .sendMessage(Message.of(value == null ? "" : value).addMetadata(metadata.build()))
        .ifNoItem()
        .after(SEND_TIMEOUT)
        .fail();
  }

  private static void header(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
