package io.stockbridge.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test PostgreSQL and Kafka: containers where Docker answers, embedded servers
 * elsewhere; the log says which. The tokens of {@link TokenIssuer#ofThisJvm()} are believed. Every
 * start has a database of its own. Name it on every test class of a module
 * ({@code @QuarkusTestResource(PostgresAndKafkaResource.class)}), then all classes share one boot.
 */
public final class PostgresAndKafkaResource implements QuarkusTestResourceLifecycleManager {

  private static final System.Logger LOG =
      System.getLogger(PostgresAndKafkaResource.class.getName());

  private @Nullable PostgresServer postgres;
  private @Nullable KafkaBroker kafka;

  @Override
  public Map<String, String> start() {
    boolean containers = Containers.available();
    PostgresServer server =
        containers ? Containers.startPostgres() : EmbeddedPostgresServer.startTemporary();
    postgres = server;
    KafkaBroker broker =
        containers ? Containers.startKafka() : EmbeddedKafkaBroker.startTemporary();
    kafka = broker;
    String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Database database = server.ensureDatabase("test_" + suffix, "test");
    LOG.log(
        System.Logger.Level.INFO,
        "tests use {0} PostgreSQL at {1} and {2} Kafka at {3}",
        server.kind(),
        database.jdbcUrl(),
        broker.kind(),
        broker.bootstrapServers());
    Map<String, String> settings = new HashMap<>(TokenIssuer.ofThisJvm().settings());
    settings.putAll(servers(database, broker));
    return settings;
  }

  private static Map<String, String> servers(Database database, KafkaBroker broker) {
    return Map.ofEntries(
        Map.entry("quarkus.datasource.reactive.url", database.reactiveUrl()),
        Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
        Map.entry("quarkus.datasource.username", database.user()),
        Map.entry("quarkus.datasource.password", database.password()),
        Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
        Map.entry("quarkus.devservices.enabled", "false"),
        Map.entry("quarkus.http.test-port", "0"),
        // The broker shares the test's JVM and tells its whole life at INFO.
        Map.entry("quarkus.log.category.\"kafka\".level", "WARN"),
        Map.entry("quarkus.log.category.\"org.apache.kafka\".level", "WARN"),
        Map.entry("quarkus.log.category.\"state.change.logger\".level", "WARN"));
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
      kafka = null;
    }
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
  }
}
