package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.registry.rest.KafkaTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the topic of evidence from its beginning. */
final class EvidenceTopic {

  private EvidenceTopic() {}

  /** The types of a key's events in their order, as far as Kafka has them. */
  static List<String> typesOf(String key, ObjectMapper json) {
    try {
      return KafkaTopic.records(ObservationRecorder.EVIDENCE_TOPIC, key, json).stream()
          .map(record -> record.path("type").asText())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
