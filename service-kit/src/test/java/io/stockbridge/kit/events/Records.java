package io.stockbridge.kit.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads and writes Kafka as another service would. */
final class Records {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Records() {}

  static void send(String topic, String key, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(connection(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  static String envelope(UUID eventId, String data) {
    return """
        {"eventId":"%s","type":"Tried","schema":1,"occurredAt":"2026-11-23T00:00:00.000Z","data":%s}
        """
        .formatted(eventId, data);
  }

  /** The first {@code count} records that match, in the order of their partitions. */
  static List<ConsumerRecord<String, String>> read(
      String topic, int count, Predicate<ConsumerRecord<String, String>> matching) {
    Properties properties = connection();
    properties.put("group.id", UUID.randomUUID().toString());
    properties.put("auto.offset.reset", "earliest");
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      Instant end = Instant.now().plus(PATIENCE);
      while (found.size() < count && Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          if (matching.test(record)) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }

  static Map<String, String> headers(ConsumerRecord<String, String> record) {
    return java.util.stream.StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            Collectors.toMap(
                header -> header.key(),
                header -> new String(header.value(), StandardCharsets.UTF_8)));
  }

  static Properties connection() {
    Properties properties = new Properties();
    properties.put(
        "bootstrap.servers",
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    return properties;
  }
}
