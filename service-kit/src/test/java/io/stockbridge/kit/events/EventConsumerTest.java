package io.stockbridge.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.app.EffectConsumer;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
class EventConsumerTest {

  private static final String TOPIC = "kit.effects.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Transactions transactions;
  @Inject EffectConsumer consumer;
  @Inject EventConsumer events;
  @Inject MeterRegistry meters;

  @Test
  void givesARedeliveredEventItsEffectOnce() throws Exception {
    UUID eventId = UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      Records.send(TOPIC, "twice", Records.envelope(eventId, "{\"name\":\"twice\"}"));
    }
    sendMarkerAndWait("twice-marker", "twice");

    assertThat(effects("twice")).isEqualTo(1);
    assertThat(consumer.triesOf("twice")).isEqualTo(1);
  }

  @Test
  void triesAgainUntilWhatWasAwayIsBackAndKeepsTheOrder() throws Exception {
    Records.send(
        TOPIC, "k", Records.envelope(UUID.randomUUID(), "{\"name\":\"late\",\"failures\":6}"));
    sendMarkerAndWait("late-marker", "k");

    assertThat(consumer.triesOf("late")).isEqualTo(7);
    assertThat(effects("late")).isEqualTo(1);
  }

  @Test
  void putsPoisonAsideWithItsCauseAndGoesOn() throws Exception {
    Records.send(TOPIC, "poison", "{not json");
    Records.send(
        TOPIC,
        "poison",
        Records.envelope(UUID.randomUUID(), "{}").replace("\"schema\":1", "\"schema\":2"));
    Records.send(TOPIC, "poison", Records.envelope(UUID.randomUUID(), "{}"));
    Records.send(TOPIC, "poison", "{\"type\":\"NoId\",\"schema\":1,\"data\":{}}");
    Records.send(
        TOPIC,
        "poison",
        Records.envelope(UUID.randomUUID(), "{\"name\":\"defect\",\"unexpected\":true}"));
    sendMarkerAndWait("poison-marker", "poison");

    List<ConsumerRecord<String, String>> letters =
        Records.read(TOPIC + ".dlq", 5, record -> "poison".equals(record.key()));

    assertThat(letters).hasSize(5);
    assertThat(letters).extracting(ConsumerRecord::key).containsOnly("poison");
    assertThat(letters.get(0).value()).isEqualTo("{not json");
    List<String> causes =
        letters.stream().map(letter -> Records.headers(letter).get("cause")).toList();
    assertThat(causes.get(0)).startsWith("not an event envelope:");
    assertThat(causes.get(1)).isEqualTo("unknown schema 2");
    assertThat(causes.get(2)).isEqualTo("data.name is missing");
    assertThat(causes.get(3)).contains("eventId");
    assertThat(causes.get(4)).isEqualTo("IllegalStateException: defect for defect");
    assertThat(Records.headers(letters.get(0)))
        .containsEntry("source-partition", "0")
        .containsEntry("source-topic", TOPIC)
        .containsEntry("consumer", "kit-test")
        .containsKey("source-offset");
    assertThat(effects("defect")).isZero();
    assertThat(consumer.triesOf("defect")).isEqualTo(5);
  }

  @Test
  void putsPoisonThatIsTooLargeForItsCauseAsideShortened() throws Exception {
    // With the headers of a dead letter this is more than a producer sends.
    String value = "{".repeat(1_048_450);
    Records.send(TOPIC, "large", value);
    sendMarkerAndWait("large-marker", "large");

    ConsumerRecord<String, String> letter =
        Records.read(TOPIC + ".dlq", 1, record -> "large".equals(record.key())).getFirst();

    assertThat(letter.value()).isEqualTo(value.substring(0, 64_000));
    assertThat(Records.headers(letter))
        .containsEntry("value-bytes", "1048450")
        .containsEntry("value-sha256", sha256(value))
        .containsKey("cause");
  }

  @Test
  void goesOnWhenTheDeadLetterTopicCannotBe() {
    ConsumerRecord<String, String> record =
        new ConsumerRecord<>("no/topic", 0, 7, "key", "{not json");
    events
        .consume("kit-test", record, (session, event) -> Uni.createFrom().voidItem())
        .await()
        .atMost(PATIENCE);
    assertThat(
            meters
                .get("stockbridge.events.consumed")
                .tag("topic", "no/topic")
                .tag("outcome", "left")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The topic has one partition: when the marker has its effect, all before it are through. */
  private void sendMarkerAndWait(String name, String key) throws Exception {
    Records.send(TOPIC, key, Records.envelope(UUID.randomUUID(), "{\"name\":\"" + name + "\"}"));
    Instant end = Instant.now().plus(PATIENCE);
    while (effects(name) == 0 && Instant.now().isBefore(end)) {
      Thread.sleep(50);
    }
    assertThat(effects(name)).isEqualTo(1);
  }

  private long effects(String name) {
    return transactions.await(
        PATIENCE,
        session ->
            session
                .createNativeQuery("select count(*) from effect where name = :name", Long.class)
                .setParameter("name", name)
                .getSingleResult());
  }
}
