package io.stockbridge.attestation.retention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.attestation.testing.AttesterFiles;
import io.stockbridge.kit.database.Database;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(AttesterFiles.class)
class RetentionTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final int EPOCHS = 101;

  @Inject Database database;
  @Inject Retention retention;

  @AfterEach
  void removeOldEpochs() {
    database.change(
        tx -> {
          tx.update("delete from agreed_snapshot where agreed_at = ?1", LONG_AGO);
          tx.update("delete from snapshot_signing where recorded_at = ?1", LONG_AGO);
        });
  }

  private UUID answered(Instant at) {
    UUID id = UUID.randomUUID();
    database.change(
        tx ->
            tx.update(
                "insert into attestation_request (request_id, message_id, purpose, round, body,"
                    + " received_at, answered_at) values (?1, 'm', 'mint', 1, '{}', ?2, ?2)",
                id,
                at));
    return id;
  }

  private void oldEpoch(long epoch) {
    byte[] digest = new byte[32];
    digest[30] = (byte) (epoch >> 8);
    digest[31] = (byte) epoch;
    database.change(
        tx -> {
          tx.update(
              "insert into agreed_snapshot (epoch, digest, content, agreed_at, announced)"
                  + " values (?1, ?2, '{\"leaves\": [1], \"inFlight\": [2], \"epoch\": 3}', ?3,"
                  + " true)",
              epoch,
              digest,
              LONG_AGO);
          tx.update(
              "insert into snapshot_signing (epoch, digest, content, recorded_at, published)"
                  + " values (?1, ?2, '{\"leaves\": [1]}', ?3, true)",
              epoch,
              digest,
              LONG_AGO);
          tx.update(
              "insert into snapshot_signature (epoch, attester, digest, signature)"
                  + " values (?1, 'attester-1', ?2, 's')",
              epoch,
              digest);
        });
  }

  private long count(String query, Object... parameters) {
    return database
        .inTransaction(tx -> tx.query("select count(*) from " + query, parameters))
        .getFirst()
        .number(0);
  }

  @Test
  void prunesWorkRowsByAgeAndNeverWhatWasSigned() {
    UUID old = answered(LONG_AGO);
    UUID fresh = answered(Instant.now());
    for (int i = 0; i < EPOCHS; i++) {
      oldEpoch(1_000 + i);
    }
    long leaves = count("log_leaf");

    retention.prune();

    assertThat(count("attestation_request where request_id = ?1", old)).isZero();
    assertThat(count("attestation_request where request_id = ?1", fresh)).isEqualTo(1);
    assertThat(count("snapshot_signature where epoch < 1100")).isZero();
    assertThat(count("snapshot_signing where recorded_at = ?1", LONG_AGO)).isEqualTo(EPOCHS);
    assertThat(count("snapshot_signing where epoch = 1000 and content = '{}'")).isEqualTo(1);
    assertThat(count("agreed_snapshot where agreed_at = ?1", LONG_AGO)).isEqualTo(EPOCHS);
    assertThat(count("agreed_snapshot where epoch = 1000 and pruned")).isEqualTo(1);
    assertThat(count("agreed_snapshot where epoch = 1000 and content = '{\"epoch\": 3}'"))
        .isEqualTo(1);
    assertThat(count("log_leaf")).isGreaterThanOrEqualTo(leaves);
    given()
        .get("/v1/snapshots/1000")
        .then()
        .statusCode(410)
        .body("code", equalTo("SNAPSHOT_PRUNED"));
  }
}
