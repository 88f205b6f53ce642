package io.stockbridge.kit.events;

import java.util.List;
import java.util.UUID;

/**
 * What Kafka said about one batch.
 *
 * @param published ids of the rows it acknowledged
 * @param failures the first row of each key that it did not; later rows of the key were not sent
 */
record PublishOutcome(List<Long> published, List<Failure> failures) {

  /** Whether Kafka did not take the topic, whatever the fact. */
  boolean isTopicDown() {
    return failures.stream().anyMatch(Failure::isTopicDown);
  }

  /** One row that stays, with the cause and how often it was tried. */
  record Failure(
      long id,
      UUID eventId,
      String topic,
      String key,
      int attempt,
      String cause,
      boolean isTopicDown) {}
}
