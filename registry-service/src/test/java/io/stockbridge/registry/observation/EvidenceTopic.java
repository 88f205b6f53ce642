package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the topic of evidence from its beginning. */
final class EvidenceTopic {
  private static final int QUIET_POLLS = 4;

  private EvidenceTopic() {}

  /** The types of a key's events in their order; waits until nothing more comes. */
  static List<String> typesOf(String key, ObjectMapper json) {
    Properties properties = new Properties();
    properties.put(
        "bootstrap.servers",
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    properties.put("group.id", UUID.randomUUID().toString());
    properties.put("auto.offset.reset", "earliest");
    List<String> types = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(ObservationRecorder.EVIDENCE_TOPIC));
      int quiet = 0;
      while (quiet < QUIET_POLLS) {
        quiet++;
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          quiet = 0;
          if (record.key().equals(key)) {
            types.add(json.readTree(record.value()).path("type").asText());
          }
        }
      }
      return types;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
