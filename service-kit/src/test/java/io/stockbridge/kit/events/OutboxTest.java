package io.stockbridge.kit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
class OutboxTest {

  private static final String TOPIC = "kit.facts.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Transactions transactions;
  @Inject Outbox outbox;
  @Inject OutboxPublisher publisher;
  @Inject OutboxStatus status;
  @Inject ObjectMapper json;

  @Test
  void publishesACommittedFactInItsEnvelope() throws Exception {
    UUID eventId = append("envelope", Map.of("amountSu", "5"));

    ConsumerRecord<String, String> record = onlyRecordOf("envelope");

    EventEnvelope envelope = json.readValue(record.value(), EventEnvelope.class);
    assertThat(envelope.eventId()).isEqualTo(eventId);
    assertThat(envelope.type()).isEqualTo("Happened");
    assertThat(envelope.schema()).isEqualTo(1);
    assertThat(envelope.data()).isEqualTo(json.readTree("{\"amountSu\":\"5\"}"));
    assertThat(json.readTree(record.value()).get("occurredAt").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }

  @Test
  void publishesNothingOfATransactionThatRollsBack() {
    assertThatThrownBy(
            () ->
                transactions.await(
                    PATIENCE,
                    session ->
                        outbox
                            .append(session, TOPIC, "rolled-back", "Happened", Map.of())
                            .chain(
                                id -> Uni.createFrom().failure(new IllegalStateException("no")))))
        .isInstanceOf(IllegalStateException.class);
    append("after-roll-back", Map.of());

    List<ConsumerRecord<String, String>> seen =
        Records.read(TOPIC, 1, record -> record.key().endsWith("-back"));

    assertThat(seen).extracting(ConsumerRecord::key).containsExactly("after-roll-back");
  }

  @Test
  void keepsTheOrderOfEachKey() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Integer> counts = new HashMap<>();
    int facts = 600;
    for (int batch = 0; batch < facts / 20; batch++) {
      transactions.await(
          PATIENCE,
          session -> {
            Uni<UUID> all = Uni.createFrom().nullItem();
            for (int i = 0; i < 20; i++) {
              String key = "ordered-" + random.nextInt(7);
              int number = counts.merge(key, 1, Integer::sum);
              all =
                  all.chain(
                      () -> outbox.append(session, TOPIC, key, "Happened", Map.of("n", number)));
            }
            return all;
          });
    }

    Map<String, Integer> last = new HashMap<>();
    for (ConsumerRecord<String, String> record :
        Records.read(TOPIC, facts, candidate -> candidate.key().startsWith("ordered-"))) {
      int number = json.readTree(record.value()).at("/data/n").intValue();
      assertThat(number)
          .as("seed %d key %s", seed, record.key())
          .isEqualTo(last.getOrDefault(record.key(), 0) + 1);
      last.put(record.key(), number);
    }
    assertThat(last).as("seed %d", seed).isEqualTo(counts);
  }

  @Test
  void publishesAgainWithTheSameEventIdWhenTheProcessDiesBeforeTheDelete() throws Exception {
    String key = "died";
    assertThatThrownBy(
            () ->
                transactions.await(
                    PATIENCE,
                    session ->
                        lockRelayOut(session)
                            .chain(() -> outbox.append(session, TOPIC, "other", "Happened", 1))
                            .chain(() -> appendElsewhere(key))
                            .chain(() -> rowsOf(session, key))
                            .chain(publisher::publish)
                            .chain(
                                outcome ->
                                    Uni.createFrom().failure(new IllegalStateException("killed")))))
        .hasMessage("killed");

    List<ConsumerRecord<String, String>> twice =
        Records.read(TOPIC, 2, record -> record.key().equals(key));

    assertThat(twice).hasSize(2);
    assertThat(twice.get(0).value()).isEqualTo(twice.get(1).value());
  }

  @Test
  void oneFactThatKafkaRefusesHoldsUpOnlyItsOwnKey() throws Exception {
    String tooLarge = "x".repeat(2_000_000);
    append("refused", Map.of("text", tooLarge));
    append("refused", Map.of("n", 2));
    append("accepted", Map.of("n", 1));

    assertThat(onlyRecordOf("accepted").value()).contains("\"n\":1");
    Instant end = Instant.now().plus(PATIENCE);
    while ((status.cause() == null || status.depth() != 2) && Instant.now().isBefore(end)) {
      Thread.sleep(50);
    }
    assertThat(status.depth()).isEqualTo(2);
    assertThat(status.cause()).contains("RecordTooLargeException");
    assertThat(status.oldestAge()).isPositive();

    transactions.await(
        PATIENCE,
        session ->
            session
                .createMutationQuery(
                    "delete from OutboxRow where recordKey = 'refused' and attempts > 0")
                .executeUpdate());
    assertThat(onlyRecordOf("refused").value()).contains("\"n\":2");
  }

  @Test
  void aTopicThatKafkaDoesNotTakeHoldsUpOnlyItself() throws Exception {
    String refused = "kit refused!";
    for (int i = 0; i < 5; i++) {
      String key = "key-" + i;
      transactions.await(
          PATIENCE, session -> outbox.append(session, refused, key, "Happened", Map.of()));
    }
    for (int i = 0; i < 20; i++) {
      append("beside-" + i, Map.of("n", i));
      assertThat(onlyRecordOf("beside-" + i).value()).contains("\"n\":" + i);
    }

    assertThat(count("select count(*) from outbox where topic = '" + refused + "'")).isEqualTo(5);
    assertThat(
            count(
                "select count(*) from outbox where topic = '"
                    + refused
                    + "' and attempts > 0"
                    + " and last_error like '%InvalidTopicException%'"))
        .isBetween(1L, 5L);
    transactions.await(
        PATIENCE,
        session ->
            session
                .createMutationQuery("delete from OutboxRow where topic = :topic")
                .setParameter("topic", refused)
                .executeUpdate());
  }

  private long count(String sql) {
    return transactions.await(
        PATIENCE, session -> session.createNativeQuery(sql, Long.class).getSingleResult());
  }

  private UUID append(String key, Object data) {
    return transactions.await(
        PATIENCE, session -> outbox.append(session, TOPIC, key, "Happened", data));
  }

  /** Another connection commits a fact while the relay's lock is held here. */
  private Uni<UUID> appendElsewhere(String key) {
    return Uni.createFrom()
        .item(() -> append(key, Map.of()))
        .runSubscriptionOn(io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultExecutor())
        .emitOn(onCallersContext());
  }

  private static java.util.concurrent.Executor onCallersContext() {
    io.vertx.core.Context context = io.vertx.core.Vertx.currentContext();
    return command -> context.runOnContext(ignored -> command.run());
  }

  private static Uni<?> lockRelayOut(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null", Boolean.class)
        .setParameter("name", TopicRelay.lock(TOPIC))
        .getSingleResult();
  }

  private static Uni<List<OutboxRow>> rowsOf(Mutiny.Session session, String key) {
    return session
        .createSelectionQuery("from OutboxRow where recordKey = :key order by id", OutboxRow.class)
        .setParameter("key", key)
        .getResultList();
  }

  private static ConsumerRecord<String, String> onlyRecordOf(String key) {
    List<ConsumerRecord<String, String>> records =
        Records.read(TOPIC, 1, record -> record.key().equals(key));
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
