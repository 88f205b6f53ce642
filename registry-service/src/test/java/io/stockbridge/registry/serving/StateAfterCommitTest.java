package io.stockbridge.registry.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.rest.Calls;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A state is shown only once the transaction that published its token lists has committed. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class StateAfterCommitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOKEN = "0x00000000000000000000000000000000C0FFEE01";
  private static final String ASSET =
      """
      {"issuer":"Late Issuer","symbol":"LATEx","name":"Late xStock","status":"active",
      "underlying":{"ticker":"LATE","name":"Late Inc.","status":"listed"},
      "deployments":[{"caip19":"eip155:42161/erc20:%s","decimals":18,"status":"active",
      "independentSources":2,"evidence":[{"source":"a","notedOn":"2026-11-01"},{"source":"b","notedOn":"2026-11-02"}]}]}
      """
          .formatted(TOKEN.toLowerCase(Locale.ROOT));

  @Inject Transactions transactions;
  @Inject CatalogueHolder holder;

  @Test
  void isNotShownBeforeItsTokenListIsCommitted() throws Exception {
    String before = list();
    long versions = versions();
    execute(
        """
        create function refuse_at_commit() returns trigger language plpgsql as $$
        begin
          raise exception 'a fault of the test';
        end
        $$
        """);
    execute(
        """
        create constraint trigger refused_at_commit after insert on token_list_version
        deferrable initially deferred for each row execute function refuse_at_commit()
        """);
    try {
      // The write itself is committed, and says so.
      Calls.put("/v1/assets/CH000000LAT3?reason=late", ASSET, null).then().statusCode(201);
      Calls.until(() -> holder.failure() != null);
      assertThat(list()).isEqualTo(before);
      given().get("/v1/resolve?underlying=LATE&chain=eip155:42161").then().statusCode(404);
      assertThat(versions()).isEqualTo(versions);
    } finally {
      execute("drop trigger refused_at_commit on token_list_version");
    }
    Calls.until(() -> !list().equals(before));
    assertThat(list().contains(TOKEN)).isTrue();
    given()
        .get("/v1/resolve?underlying=LATE&chain=eip155:42161")
        .then()
        .statusCode(200)
        .body("canonical.address", equalTo(TOKEN));
    assertThat(versions()).isEqualTo(versions + 2);
    assertThat(holder.failure()).isNull();
  }

  private static String list() {
    return given().get("/v1/tokenlist.json").asString();
  }

  /** Of the list of all chains and that of the token's chain. */
  private long versions() {
    return transactions.await(
        PATIENCE,
        session ->
            session
                .createNativeQuery(
                    "select count(*) from token_list_version where list in ('all', 'eip155:42161')",
                    Long.class)
                .getSingleResult());
  }

  private void execute(String sql) {
    transactions.await(PATIENCE, session -> session.createNativeQuery(sql).executeUpdate());
  }
}
