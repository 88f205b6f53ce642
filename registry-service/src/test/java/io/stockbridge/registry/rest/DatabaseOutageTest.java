package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database goes away under the running service, as in a restart, and comes back. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class DatabaseOutageTest {

  private static final int LEAD_S = 10;
  private static final String OWN = "eip155:412346/erc20:" + RegistryFiles.LOCAL_APPLE;
  private static final List<String> READS =
      List.of(
          "/v1/verify/" + OWN,
          "/v1/verify?chain=eip155:412346&address=" + RegistryFiles.LOCAL_APPLE,
          "/v1/resolve?underlying=AAPL&chain=eip155:412346",
          "/v1/assets?limit=10",
          "/v1/assets/CH1436219187",
          "/v1/underlyings/AAPL",
          "/v1/search?q=apple",
          "/v1/tokenlist.json",
          "/v1/states/latest",
          "/v1/proofs/underlying/AAPL",
          "/v1/policies",
          "/q/health/ready");
  private static final String STOCK = "{\"ticker\":\"ZZO\",\"name\":\"Before the outage\"}";

  @Test
  void readsGoOnWritesSaySoAndEverythingComesBack() throws Exception {
    Calls.until(() -> given().get("/v1/states/latest").statusCode() == 200);
    Calls.put("/v1/underlyings/ZZO", STOCK, null).then().statusCode(200);
    String tag = given().get("/v1/underlyings/ZZO").header("ETag");
    String due = Rfc3339.format(Instant.now().plusSeconds(LEAD_S));
    Calls.put("/v1/underlyings/ZZO?validFrom=" + due, STOCK.replace("Before", "During"), tag)
        .then()
        .statusCode(200);

    cutConnections();
    for (int round = 0; round < 3; round++) {
      READS.forEach(DatabaseOutageTest::answers);
      unavailable(Calls.put("/v1/underlyings/ZZS", STOCK.replace("ZZO", "ZZS"), null));
      unavailable(given().get("/v1/assets?asOf=2020-01-01T00:00:00Z"));
      unavailable(given().get("/v1/underlyings/AAPL/versions"));
    }
    Calls.until(() -> name().equals("During the outage"));
    READS.forEach(DatabaseOutageTest::answers);

    allowConnections();
    Calls.until(
        () ->
            Calls.put("/v1/underlyings/ZZS", STOCK.replace("ZZO", "ZZS"), null).statusCode()
                == 200);
    answers("/v1/underlyings/ZZS");
    Calls.until(() -> phases().equals(List.of("scheduled", "effective")));
    Calls.until(() -> Calls.isInTheSignedState("underlying/ZZO", "During the outage"));
    Calls.until(() -> Calls.isInTheSignedState("underlying/ZZS", "Before the outage"));
    READS.forEach(DatabaseOutageTest::answers);
  }

  @AfterEach
  void allowConnections() throws SQLException {
    execute("alter database %s connection limit -1");
  }

  /** No new connection, and the end of those there are: what a client sees of a restart. */
  private static void cutConnections() throws SQLException {
    execute("alter database %s connection limit 0");
    execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'");
  }

  /** By the database's owner, from another database of the server. */
  private static void execute(String sql) throws SQLException {
    String url = setting("jdbc.url");
    String name = url.replaceAll("^.*/([^/?]+).*$", "$1");
    try (Connection connection =
            DriverManager.getConnection(
                url.replace("/" + name, "/postgres"), setting("username"), setting("password"));
        var statement = connection.createStatement()) {
      statement.execute(sql.formatted(name));
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
  }

  private static void answers(String path) {
    assertThat(given().urlEncodingEnabled(false).get(path).statusCode()).as(path).isEqualTo(200);
  }

  private static void unavailable(Response answer) {
    answer
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("code", equalTo("UNAVAILABLE"));
  }

  private static String name() {
    return given().get("/v1/underlyings/ZZO").jsonPath().getString("name");
  }

  private static List<String> phases() {
    List<Map<String, ?>> changes =
        given().get("/v1/underlyings/ZZO/versions").jsonPath().getList("items[0].changes");
    return changes.stream().map(change -> String.valueOf(change.get("phase"))).toList();
  }
}
