package io.stockbridge.kit.events;

/**
 * What came of one batch of a topic.
 *
 * @param read facts that were due
 * @param published facts that Kafka acknowledged
 * @param isTopicDown whether Kafka did not take the topic, whatever the fact
 */
record RelayedBatch(int read, int published, boolean isTopicDown) {

  static final RelayedBatch NOTHING = new RelayedBatch(0, 0, false);

  /** Whether more may be due. */
  boolean isFull(int batchSize) {
    return read == batchSize && published > 0;
  }
}
