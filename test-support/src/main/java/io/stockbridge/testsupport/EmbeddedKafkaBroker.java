package io.stockbridge.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka node in KRaft mode, broker and controller at once, inside this JVM, on loopback. */
public final class EmbeddedKafkaBroker implements KafkaBroker {

  /** Fixed, so that a folder formatted by an earlier run is recognised as ours. */
  private static final String CLUSTER_ID = "c3RvY2ticmlkZ2UtbG9jYQ";

  private static final int NODE_ID = 1;

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafkaBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts a broker on free ports, in a new temporary folder, that creates topics on first use. */
  public static EmbeddedKafkaBroker startTemporary() {
    try {
      Path folder = Files.createTempDirectory("stockbridge-kafka-");
      TemporaryFolders.deleteAtExit(folder);
      return start(
          folder,
          FreePorts.next(),
          FreePorts.next(),
          Map.of("auto.create.topics.enable", "true", "num.partitions", "1"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder for Kafka", e);
    }
  }

  /**
   * Starts a broker whose data stays in a folder.
   *
   * @param folder holds the logs; formatted when empty
   * @param port loopback port for clients
   * @param controllerPort loopback port of the controller
   * @param extra broker properties that win over the defaults here
   * @throws IllegalStateException if the folder cannot be formatted
   */
  public static EmbeddedKafkaBroker start(
      Path folder, int port, int controllerPort, Map<String, String> extra) {
    Properties properties = properties(folder, port, controllerPort);
    properties.putAll(extra);
    KafkaConfig config = KafkaConfig.fromProps(properties, false);
    format(folder);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new EmbeddedKafkaBroker(server, "127.0.0.1:" + port);
  }

  private static Properties properties(Path folder, int port, int controllerPort) {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            Integer.toString(NODE_ID),
            "controller.quorum.voters",
            NODE_ID + "@127.0.0.1:" + controllerPort,
            "controller.listener.names",
            "CONTROLLER",
            "inter.broker.listener.name",
            "PLAINTEXT",
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs",
            folder.toString()));
    properties.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "2",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            "controlled.shutdown.enable", "false",
            "log.cleaner.dedupe.buffer.size", "2097152"));
    return properties;
  }

  private static void format(Path folder) {
    var printed = new ByteArrayOutputStream();
    try {
      Files.createDirectories(folder);
      new Formatter()
          .setClusterId(CLUSTER_ID)
          .setNodeId(NODE_ID)
          .setIgnoreFormatted(true)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(folder.toString())
          .addDirectory(folder.toString())
          .setPrintStream(new PrintStream(printed, true, StandardCharsets.UTF_8))
          .run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while formatting Kafka's folder " + folder, e);
    } catch (Exception e) {
      throw new IllegalStateException(
          "cannot format Kafka's folder "
              + folder
              + ": "
              + printed.toString(StandardCharsets.UTF_8),
          e);
    }
  }

  @Override
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public String kind() {
    return "embedded";
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
