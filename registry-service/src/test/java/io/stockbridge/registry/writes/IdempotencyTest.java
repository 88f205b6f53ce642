package io.stockbridge.registry.writes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import io.stockbridge.testsupport.TokenIssuer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writes that are sent again have one effect and one answer. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class IdempotencyTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SECOND = TokenIssuer.ofThisJvm().token("registrar-2", "registrar");
  private static final int AT_ONCE = 12;
  private static final String RULES =
      """
      {"description":"one","order":["OWN_BRIDGED","ISSUER_PREFERENCE"],
       "required":[],"issuerPreference":["Dinari"],"minimumSources":1,
       "observationsFreshForS":3600,"reason":"a test of keys"}
      """;

  @Inject Transactions transactions;
  @Inject KeyStore store;

  @Test
  void givesTheFirstAnswerAgainThoughMuchHappenedSince() {
    Response first = put("keys-replay", "one", "\"replay 1\"", RegistryFiles.TOKEN, null);
    first.then().statusCode(201).header(Writes.REPLAYED, nullValue());
    put("keys-replay", "two", null, RegistryFiles.TOKEN, first.header("ETag"))
        .then()
        .statusCode(200)
        .body("version", equalTo(2));

    Response again = put("keys-replay", "one", "\"replay 1\"", RegistryFiles.TOKEN, null);
    again.then().statusCode(201).header(Writes.REPLAYED, equalTo("true"));
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    given().get("/v1/policies/keys-replay").then().body("version", equalTo(2));
  }

  @Test
  void refusesAKeyForAnotherRequestAndLeavesItToOthers() {
    put("keys-other", "one", "other-1", RegistryFiles.TOKEN, null).then().statusCode(201);
    for (Response response :
        List.of(
            put("keys-other", "two", "other-1", RegistryFiles.TOKEN, null),
            put("keys-else", "one", "\"other-1\"", RegistryFiles.TOKEN, null))) {
      response
          .then()
          .statusCode(422)
          .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"))
          .body("field", equalTo("Idempotency-Key"));
    }
    put("keys-else", "two", "other-1", SECOND, null).then().statusCode(201);
    assertThat(versionsOf("keys-other")).isEqualTo(1);
  }

  @Test
  void aRefusedWriteKeepsNoKey() {
    String key = "refused-1";
    Response first = put("keys-refused", "one", null, RegistryFiles.TOKEN, null);
    put("keys-refused", "two", key, RegistryFiles.TOKEN, null).then().statusCode(428);
    put("keys-refused", "two", key, RegistryFiles.TOKEN, first.header("ETag"))
        .then()
        .statusCode(200)
        .header(Writes.REPLAYED, nullValue());
  }

  @Test
  void manyAtOnceHaveOneEffectAndEachWaiterIsToldSo() {
    List<Response> answers =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> put("keys-race", "one", "race-1", RegistryFiles.TOKEN, null)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    List<Response> done = answers.stream().filter(a -> a.statusCode() == 201).toList();
    assertThat(done).isNotEmpty();
    assertThat(done.stream().filter(a -> a.header(Writes.REPLAYED) == null)).hasSize(1);
    assertThat(done.stream().map(Response::asString).distinct()).hasSize(1);
    answers.stream()
        .filter(a -> a.statusCode() != 201)
        .forEach(a -> a.then().statusCode(409).body("code", equalTo("IDEMPOTENCY_KEY_IN_USE")));
    assertThat(versionsOf("keys-race")).isEqualTo(1);
  }

  @Test
  void aFaultAfterTheEffectLeavesNeitherEffectNorKey() {
    execute(
        """
        create function refuse_faulty_key() returns trigger language plpgsql as $$
        begin
          raise exception 'a fault of the test';
        end
        $$
        """);
    execute(
        """
        create trigger faulty_key before insert on idempotency_key for each row
        when (new.key = 'fault-1') execute function refuse_faulty_key()
        """);
    try {
      put("keys-fault", "one", "fault-1", RegistryFiles.TOKEN, null).then().statusCode(500);
      assertThat(versionsOf("keys-fault")).isZero();
      assertThat(count("select count(*) from idempotency_key where key = 'fault-1'")).isZero();
    } finally {
      execute("drop trigger faulty_key on idempotency_key");
    }
    put("keys-fault", "one", "fault-1", RegistryFiles.TOKEN, null)
        .then()
        .statusCode(201)
        .header(Writes.REPLAYED, nullValue());
  }

  @Test
  void repeatsWritesWithoutABodyToo() {
    String path = "/v1/underlyings/KEYED";
    String body =
        "{\"key\":\"KEYED\",\"ticker\":\"KEYED\",\"name\":\"Keyed Inc.\",\"status\":\"listed\"}";
    as(RegistryFiles.TOKEN, "cancel-0").body(body).put(path).then().statusCode(200);
    as(RegistryFiles.TOKEN, "cancel-1")
        .header("If-Match", given().get(path).header("ETag"))
        .body(body.replace("Keyed Inc.", "Keyed Corp."))
        .put(path + "?validFrom=2999-01-01T00:00:00Z")
        .then()
        .statusCode(200);
    String scheduled = path + "/scheduled/2999-01-01T00:00:00Z";
    as(RegistryFiles.TOKEN, "cancel-2").delete(scheduled).then().statusCode(204);
    as(RegistryFiles.TOKEN, "cancel-2")
        .delete(scheduled)
        .then()
        .statusCode(204)
        .header(Writes.REPLAYED, equalTo("true"));
    as(RegistryFiles.TOKEN, "cancel-3").delete(scheduled).then().statusCode(422);
  }

  @Test
  void givesTheFirstAnswerAgainThoughTheTimeHasPassed() throws InterruptedException {
    String path = "/v1/underlyings/KEYTIME";
    String body =
        "{\"key\":\"KEYTIME\",\"ticker\":\"KEYTIME\",\"name\":\"A\",\"status\":\"listed\"}";
    as(RegistryFiles.TOKEN, null).body(body).put(path).then().statusCode(200);
    Instant soon = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
    as(RegistryFiles.TOKEN, null)
        .header("If-Match", given().get(path).header("ETag"))
        .body(body.replace("\"A\"", "\"B\""))
        .put(path + "?validFrom=" + soon)
        .then()
        .statusCode(200);
    String scheduled = path + "/scheduled/" + soon;
    as(RegistryFiles.TOKEN, "late-1").delete(scheduled).then().statusCode(204);
    Thread.sleep(Duration.between(Instant.now(), soon).plusMillis(100));

    as(RegistryFiles.TOKEN, "late-2").delete(scheduled).then().statusCode(422);
    as(RegistryFiles.TOKEN, "late-1")
        .delete(scheduled)
        .then()
        .statusCode(204)
        .header(Writes.REPLAYED, equalTo("true"));
  }

  @Test
  void refusesWhatIsNoKey() {
    for (String wrong :
        List.of("\"", "\"\"", "two words", "\"a\\b\"", "\"a\"b\"", "x".repeat(256))) {
      put("keys-wrong", "one", wrong, RegistryFiles.TOKEN, null)
          .then()
          .statusCode(400)
          .body("code", equalTo("INVALID_FIELD"))
          .body("field", equalTo("Idempotency-Key"));
    }
    assertThat(versionsOf("keys-wrong")).isZero();
    assertThat(IdempotencyKey.of(List.of("\"a \\\"b\\\" \\\\\"")))
        .isEqualTo(Optional.of(new IdempotencyKey("a \"b\" \\")));
    assertThat(IdempotencyKey.of(List.of("abc"))).isEqualTo(IdempotencyKey.of(List.of("\"abc\"")));
    assertThatThrownBy(() -> IdempotencyKey.of(List.of("a", "b")))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void forgetsKeysThatAreOldEnoughAndChangesNone() {
    put("keys-old", "one", "old-1", RegistryFiles.TOKEN, null).then().statusCode(201);
    assertThatThrownBy(() -> execute("update idempotency_key set status = 200 where key = 'old-1'"))
        .hasStackTraceContaining("are never changed");
    String kept = "select count(*) from idempotency_key where key = 'old-1'";
    Instant yesterday = Instant.now().minus(Duration.ofHours(24));
    transactions.await(PATIENCE, session -> store.purge(session, yesterday));
    assertThat(count(kept)).isEqualTo(1);
    transactions.await(
        PATIENCE, session -> store.purge(session, Instant.now().plus(Duration.ofHours(1))));
    assertThat(count(kept)).isZero();
    put("keys-old", "one", "old-1", RegistryFiles.TOKEN, null)
        .then()
        .statusCode(200)
        .header(Writes.REPLAYED, nullValue());
  }

  private void execute(String sql) {
    transactions.await(PATIENCE, session -> session.createNativeQuery(sql).executeUpdate());
  }

  private long count(String sql) {
    return transactions.await(
        PATIENCE, session -> session.createNativeQuery(sql, Long.class).getSingleResult());
  }

  private long versionsOf(String policy) {
    return count(
        "select count(*) from resolution_policy_version where name = '%s'".formatted(policy));
  }

  private static Response put(
      String name,
      String description,
      @Nullable String key,
      String token,
      @Nullable String ifMatch) {
    RequestSpecification request = as(token, key).body(RULES.replace("one", description));
    return (ifMatch == null ? request : request.header("If-Match", ifMatch))
        .put("/v1/policies/" + name);
  }

  private static RequestSpecification as(String token, @Nullable String key) {
    RequestSpecification request =
        given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    return key == null ? request : request.header("Idempotency-Key", key);
  }
}
