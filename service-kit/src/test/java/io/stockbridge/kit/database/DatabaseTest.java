package io.stockbridge.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import io.vertx.core.Context;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
class DatabaseTest {

  @Inject Database database;
  @Inject Transactions transactions;

  @Test
  void readsColumnsByNameAndByPosition() {
    Instant time = Instant.parse("2026-11-23T00:00:00.123456Z");
    Row row =
        database
            .inTransaction(
                tx ->
                    tx.queryOne(
                        "select cast(?1 as numeric) as amount, cast(?2 as timestamptz) as at,"
                            + " cast(?3 as text) as none, 7 as seven",
                        BigInteger.TWO.pow(70),
                        time,
                        null))
            .orElseThrow();

    assertThat(row.bigInteger("amount"))
        .isEqualTo(row.bigInteger(0))
        .isEqualTo("1180591620717411303424");
    assertThat(row.time("at")).isEqualTo(row.time(1)).isEqualTo("2026-11-23T00:00:00.123Z");
    assertThat(row.optionalText("none")).isEmpty();
    assertThat(row.integer("seven")).isEqualTo(7);
    assertThatThrownBy(() -> row.text("none")).hasMessage("column is null: none");
  }

  @Test
  void workInsideOtherWorkJoinsItsTransactionAndRollsBackWithIt() {
    UUID event = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      database.change(inner -> remember(inner, event));
                      assertThat(isKnown(tx, event)).isTrue();
                      throw new IllegalStateException("given up");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("given up");

    assertThat(database.<Boolean>inTransaction(tx -> isKnown(tx, event))).isFalse();
  }

  @Test
  void computesBesideTheEventLoopsAndComesBackToTheSession() {
    List<Boolean> onEventLoop =
        transactions.await(
            Duration.ofMinutes(2),
            session ->
                Computation.of(Context::isOnEventLoopThread)
                    .chain(
                        computing ->
                            session
                                .createNativeQuery("select 1", Integer.class)
                                .getSingleResult()
                                .map(one -> List.of(computing, Context.isOnEventLoopThread()))));

    assertThat(onEventLoop).containsExactly(false, true);
    assertThatThrownBy(
            () ->
                transactions.await(
                    Duration.ofMinutes(2),
                    session ->
                        Computation.of(
                            () -> {
                              throw new IllegalStateException("given up");
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("given up");
  }

  @Test
  void exclusiveWorkKeepsOthersOutUntilItEndsHoweverItEnds() {
    Duration patience = Duration.ofSeconds(10);
    Optional<Optional<String>> nested =
        transactions
            .exclusively(
                "kit-test", session -> transactions.exclusively("kit-test", other -> word()))
            .await()
            .atMost(patience);
    assertThat(nested).contains(Optional.empty());

    assertThatThrownBy(
            () ->
                transactions
                    .exclusively(
                        "kit-test",
                        session -> Uni.createFrom().failure(new IllegalStateException("no")))
                    .await()
                    .atMost(patience))
        .hasMessage("no");
    assertThat(transactions.exclusively("kit-test", session -> word()).await().atMost(patience))
        .contains("done");
  }

  @Test
  void exclusiveWorkHasNoTransactionOpenWhileItWaits() {
    Optional<String> state =
        transactions
            .exclusively(
                "kit-test",
                session ->
                    session
                        .createNativeQuery("select pg_backend_pid()", Integer.class)
                        .getSingleResult()
                        .chain(this::stateOf))
            .await()
            .atMost(Duration.ofSeconds(10));
    assertThat(state).contains("idle");
  }

  private Uni<String> stateOf(int backend) {
    return transactions.run(
        other ->
            other
                .createNativeQuery(
                    "select state from pg_stat_activity where pid = :pid", String.class)
                .setParameter("pid", backend)
                .getSingleResult());
  }

  private static Uni<String> word() {
    return Uni.createFrom().item("done");
  }

  private static void remember(Tx tx, UUID event) {
    tx.update(
        "insert into inbox (consumer, event_id, received_at) values ('database-test', ?1, now())",
        event);
  }

  private static boolean isKnown(Tx tx, UUID event) {
    return tx.first("select 1 from inbox where event_id = ?1", event).isPresent();
  }
}
