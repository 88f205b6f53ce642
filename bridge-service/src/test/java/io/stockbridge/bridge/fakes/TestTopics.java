package io.stockbridge.bridge.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records as other services do, and reads what this one wrote. */
public final class TestTopics implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();

  private final String bootstrapServers;
  private final KafkaProducer<String, String> producer;

  public TestTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Publishes a fact and returns its record, to be published again as a duplicate. */
  public String publish(String topic, String key, String type, JsonNode data) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("eventId", UUID.randomUUID().toString());
    envelope.put("type", type);
    envelope.put("schema", 1);
    envelope.put("occurredAt", "2026-11-23T00:00:00.000Z");
    envelope.set("data", data);
    publishRaw(topic, key, envelope.toString());
    return envelope.toString();
  }

  public void publishRaw(String topic, String key, String value) {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a topic from its beginning in the background. */
  public Follower follow(String topic) {
    return new Follower(topic);
  }

  @Override
  public void close() {
    producer.close();
  }

  /** All records of one topic so far. */
  public final class Follower implements AutoCloseable {
    private final List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean running = true;

    private Follower(String topic) {
      thread = Thread.ofPlatform().daemon().start(() -> read(topic));
    }

    public List<ConsumerRecord<String, String>> records() {
      return List.copyOf(records);
    }

    private void read(String topic) {
      try (KafkaConsumer<String, String> consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
              new StringDeserializer(),
              new StringDeserializer())) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (running) {
          consumer.poll(Duration.ofMillis(50)).forEach(records::add);
        }
      }
    }

    @Override
    public void close() {
      running = false;
      try {
        thread.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
