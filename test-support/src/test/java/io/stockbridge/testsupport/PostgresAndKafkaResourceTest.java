package io.stockbridge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresAndKafkaResourceTest {

  private static final PostgresAndKafkaResource RESOURCE = new PostgresAndKafkaResource();
  private static Map<String, String> settings = Map.of();

  @BeforeAll
  static void start() {
    settings = RESOURCE.start();
  }

  @AfterAll
  static void stop() {
    RESOURCE.stop();
  }

  @Test
  void givesADatabaseThatItsUserOwns() throws Exception {
    try (var connection =
            DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
        var statement = connection.createStatement()) {
      statement.execute("create table probe (id int primary key)");
      statement.execute("insert into probe values (7)");
      try (var rows = statement.executeQuery("select id from probe")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }

  @Test
  void carriesARecordThroughKafka() throws Exception {
    String brokers = settings.get("kafka.bootstrap.servers");
    var serializer = new StringSerializer();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", brokers), serializer, serializer)) {
      producer.send(new ProducerRecord<>("probe", "key", "value")).get(15, TimeUnit.SECONDS);
    }
    var deserializer = new StringDeserializer();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", brokers, "group.id", "g", "auto.offset.reset", "earliest"),
            deserializer,
            deserializer)) {
      consumer.subscribe(List.of("probe"));
      assertThat(consumer.poll(Duration.ofSeconds(15)))
          .singleElement()
          .satisfies(
              polled -> {
                assertThat(polled.key()).isEqualTo("key");
                assertThat(polled.value()).isEqualTo("value");
              });
    }
  }

  @Test
  void refusesADatabaseNameThatWouldNeedQuoting() {
    try (var postgres = EmbeddedPostgresServer.startTemporary()) {
      assertThatThrownBy(() -> postgres.ensureDatabase("x; drop role postgres", "p"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not a plain database name: x; drop role postgres");
      Database first = postgres.ensureDatabase("kept", "one");
      assertThat(postgres.ensureDatabase("kept", "one")).isEqualTo(first);
    }
  }
}
