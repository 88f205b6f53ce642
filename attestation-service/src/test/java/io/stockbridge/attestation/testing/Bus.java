package io.stockbridge.attestation.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The test's own Kafka client: publishes envelopes and remembers everything the service says. */
public final class Bus implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final ObjectMapper json = new ObjectMapper();
  private final KafkaProducer<String, String> producer;
  private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
  private final Thread listener;
  private volatile boolean closed;

  public Bus(String servers, List<String> topics) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
    listener = Thread.ofPlatform().daemon().start(() -> listen(servers, topics));
  }

  private void listen(String servers, List<String> topics) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                "500"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(topics);
      while (!closed) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          heard.add(json.readTree(record.value()));
        }
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Publishes a fact and gives its event id. */
  public String publish(String topic, String key, String type, JsonNode data) {
    String eventId = UUID.randomUUID().toString();
    publish(topic, key, type, data, eventId);
    return eventId;
  }

  /** Publishes a fact under an event id of the test's choice. */
  public void publish(String topic, String key, String type, JsonNode data, String eventId) {
    JsonNode envelope =
        json.createObjectNode()
            .put("eventId", eventId)
            .put("type", type)
            .put("schema", 1)
            .put("occurredAt", Instant.now().toString())
            .set("data", data);
    try {
      producer.send(new ProducerRecord<>(topic, key, envelope.toString())).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the first fact of that type that fits. */
  public JsonNode await(String type, Predicate<JsonNode> fits) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      for (JsonNode envelope : heard) {
        if (envelope.path("type").asText().equals(type) && fits.test(envelope.path("data"))) {
          return envelope.path("data");
        }
      }
      pause();
    }
    throw new AssertionError("no " + type + " in " + PATIENCE + " among " + heard.size());
  }

  /** Everything heard of that type. */
  public List<JsonNode> all(String type) {
    return heard.stream()
        .filter(envelope -> envelope.path("type").asText().equals(type))
        .map(envelope -> envelope.path("data"))
        .toList();
  }

  public static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.join(5_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    producer.close();
  }
}
