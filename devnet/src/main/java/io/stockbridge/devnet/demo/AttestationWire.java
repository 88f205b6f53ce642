package io.stockbridge.devnet.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The relayer's wire to the attesters, used by somebody who took it over. */
final class AttestationWire {

  private static final String REQUESTS = "bridge.attestation-requests.v1";
  private static final String ANSWERS = "attestation.signatures.v1";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Kept here because loggers that nobody refers to forget their level. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  static {
    KAFKA_LOG.setLevel(Level.WARNING);
  }

  private AttestationWire() {}

  /**
   * Sends a request and waits for the answers.
   *
   * @param attesters how many different attesters must answer
   * @return one answer of each
   */
  static List<JsonNode> ask(String kafka, ObjectNode data, String messageId, int attesters) {
    Map<String, Object> consumerSettings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "key.deserializer",
            StringDeserializer.class,
            "value.deserializer",
            StringDeserializer.class,
            "enable.auto.commit",
            "false");
    try (var consumer = new KafkaConsumer<String, String>(consumerSettings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(ANSWERS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      send(kafka, data, messageId);
      return collect(consumer, messageId, attesters);
    }
  }

  private static void send(String kafka, ObjectNode data, String messageId) {
    ObjectNode envelope = Json.object();
    envelope.put("eventId", UUID.randomUUID().toString());
    envelope.put("type", "AttestationRequested");
    envelope.put("schema", 1);
    envelope.put("occurredAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    envelope.set("data", data);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka,
            "key.serializer", StringSerializer.class,
            "value.serializer", StringSerializer.class);
    try (var producer = new KafkaProducer<String, String>(settings)) {
      producer.send(new ProducerRecord<>(REQUESTS, messageId, Json.line(envelope))).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the request cannot be sent: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<JsonNode> collect(
      KafkaConsumer<String, String> consumer, String messageId, int attesters) {
    var answers = new LinkedHashMap<String, JsonNode>();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (answers.size() < attesters) {
      if (System.nanoTime() > deadline) {
        throw new DemoFailedException(
            "only %d of %d attesters answered".formatted(answers.size(), attesters));
      }
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
        if (messageId.equals(record.key())) {
          JsonNode answer = Json.parse(record.value()).path("data");
          answers.put(answer.path("attester").asText(), answer);
        }
      }
    }
    return List.copyOf(answers.values());
  }
}
