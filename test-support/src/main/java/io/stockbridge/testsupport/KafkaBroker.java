package io.stockbridge.testsupport;

/** A running Kafka broker with one node. Closing it ends it. */
public interface KafkaBroker extends AutoCloseable {

  /** Address for clients, {@code host:port}. */
  String bootstrapServers();

  /** How this broker runs, for a log line: "embedded" or "container". */
  String kind();

  @Override
  void close();
}
