package io.stockbridge.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TransientFailuresTest {

  private static final String DEADLOCK = "40P01";
  private static final String UNIQUE_VIOLATION = "23505";

  @Test
  void aDeadlockIsTransientWhetherTheDriverOrHibernateTellsIt() {
    assertThat(TransientFailures.isTransient(new PgException("deadlock", "ERROR", DEADLOCK, "")))
        .isTrue();
    assertThat(
            TransientFailures.isTransient(
                new IllegalStateException(new SQLException("deadlock", DEADLOCK))))
        .isTrue();
  }

  @Test
  void aBrokenConstraintIsNot() {
    assertThat(TransientFailures.isTransient(new SQLException("duplicate", UNIQUE_VIOLATION)))
        .isFalse();
  }
}
