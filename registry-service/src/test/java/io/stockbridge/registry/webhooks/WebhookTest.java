package io.stockbridge.registry.webhooks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.stockbridge.kit.database.Database;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks from the API to a real receiver; the changes are those of the bundled data. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class WebhookTest {

  private static final int SENT = 6;

  @Inject ObjectMapper json;
  @Inject Database database;
  @Inject WebhookConfiguration configuration;
  private Receiver receiver;
  private String id;

  @BeforeEach
  void listen() throws Exception {
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    if (id != null) {
      caller().delete("/v1/webhooks/" + id).then().statusCode(204);
    }
    receiver.close();
  }

  @Test
  void sendsEachChangeSignedAndInOrderThoughTheReceiverFails() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    receiver.answers(message -> List.of(500, 204, 302).get(calls.getAndIncrement() % 3));
    String secret = create("\"after\":\"0\"").getString("secret");

    await(() -> taken() >= SENT);

    List<Long> numbers =
        log().stream()
            .filter(row -> row.get("error").isNull())
            .map(row -> row.get("number").longValue())
            .toList()
            .reversed();
    assertThat(numbers).startsWith(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    for (Receiver.Message message : receiver.messages()) {
      assertThat(message.path()).isEqualTo("/hook?of=test");
      assertThat(message.signature()).isEqualTo("v1," + hmac(secret, message));
      assertThat(Instant.ofEpochSecond(Long.parseLong(message.timestamp())))
          .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(5));
      JsonNode data = json.readTree(message.body()).get("data");
      assertThat(message.id()).isEqualTo("chg_" + data.get("number") + "_" + id.replace("-", ""));
    }
    assertThat(json.readTree(receiver.messages().get(0).body()).get("data"))
        .isEqualTo(json.readTree(given().get("/v1/changes?limit=1").asString()).at("/items/0"));
    JsonNode failed =
        log().stream().filter(row -> row.path("status").asInt() == 302).findFirst().orElseThrow();
    assertThat(failed.get("error").textValue()).isEqualTo("the receiver answered 302");
    assertThat(failed.get("durationMs").longValue()).isNotNegative();
  }

  @Test
  void sendsOnlyTheTypesThatAreAskedFor() {
    create("\"after\":\"0\",\"types\":[\"impostor_found\"]");

    await(() -> receiver.messages().size() >= 16);

    assertThat(receiver.messages())
        .allMatch(message -> message.body().contains("\"impostor_found\""));
    caller().get("/v1/webhooks/" + id).then().body("failures", equalTo(0));
  }

  @Test
  void disablesAReceiverThatFailsForSoLongAndGoesOnWhenEnabled() {
    receiver.answers(message -> 503);
    create("\"after\":\"0\"");

    await(() -> status().equals("disabled"));
    int attempts = receiver.messages().size();
    assertThat(attempts).isGreaterThan(2);
    assertThat(receiver.messages()).extracting(Receiver.Message::id).containsOnly(messageId(1));
    receiver.answers(message -> 204);
    caller()
        .post("/v1/webhooks/" + id + "/enable")
        .then()
        .statusCode(200)
        .body("status", equalTo("active"));

    await(() -> taken() >= 2);
    assertThat(
            log().reversed().stream()
                .filter(row -> row.get("error").isNull())
                .findFirst()
                .orElseThrow()
                .get("number")
                .longValue())
        .isEqualTo(1);
  }

  @Test
  void neverSendsAgainToAReceiverThatIsGone() {
    receiver.answers(message -> 410);
    create("\"after\":\"0\"");

    await(() -> status().equals("disabled"));

    assertThat(receiver.messages()).hasSize(1);
  }

  @Test
  void sendsAgainWhatAPersonAsksForUnderTheSameId() {
    create("\"after\":\"0\"");
    await(() -> taken() >= 3);

    Response again =
        caller()
            .contentType("application/json")
            .body("{\"number\":2}")
            .post("/v1/webhooks/" + id + "/redeliveries");

    again
        .then()
        .statusCode(200)
        .body("manual", equalTo(true))
        .body("status", equalTo(204))
        .body("messageId", equalTo(messageId(2)));
    assertThat(receiver.messages().stream().filter(m -> m.id().equals(messageId(2)))).hasSize(2);
    caller()
        .contentType("application/json")
        .body("{\"number\":999999999}")
        .post("/v1/webhooks/" + id + "/redeliveries")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_DELIVERY"));
  }

  @Test
  void anotherSenderGoesOnWhenOneDiedWithTheWebhook() {
    receiver.answers(message -> 503);
    create("\"after\":\"0\"");
    await(() -> receiver.messages().size() >= 1);
    receiver.answers(message -> 204);
    // What a sender leaves behind that is killed between the answer and its transaction.
    database.change(
        tx ->
            tx.update(
                "update webhook set lease = ?1, leased_until = clock_timestamp()"
                    + " + interval '2 seconds' where id = ?2",
                UUID.randomUUID(),
                UUID.fromString(id)));

    await(() -> taken() >= 2);

    assertThat(receiver.messages())
        .extracting(Receiver.Message::id)
        .startsWith(messageId(1), messageId(1))
        .contains(messageId(2));
  }

  @Test
  void showsTheSecretOnceAndNothingToAnybodyElse() {
    JsonPath created = create("\"description\":\"mine\"");
    assertThat(created.getString("secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
    caller()
        .get("/v1/webhooks")
        .then()
        .statusCode(200)
        .body("items", everyItem(not(hasKey("secret"))));
    caller()
        .get("/v1/webhooks/" + id)
        .then()
        .body("$", not(hasKey("secret")))
        .body("description", equalTo("mine"));
    given().get("/v1/webhooks").then().statusCode(401);
    given().contentType("application/json").body("{}").post("/v1/webhooks").then().statusCode(401);
    caller()
        .get("/v1/webhooks/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_WEBHOOK"));
    refused("{\"url\":\"http://127.0.0.1/\",\"types\":[\"nothing\"]}", 400, "type");
    refused("{\"url\":\"http://127.0.0.1/\",\"after\":\"999999999\"}", 409, "after");
    refused("{\"url\":\"http://10.0.0.1/\"}", 422, "url");
    refused("{\"url\":\"ftp://127.0.0.1/\"}", 422, "url");
    refused("{\"uri\":\"http://127.0.0.1/\"}", 400, "uri");
  }

  @Test
  void aWebhookSentAgainByItsKeyIsOneAndItsSecretIsNotKept() {
    String body = "{\"url\":\"" + receiver.url() + "\",\"description\":\"once\"}";
    Response first = keyed("hook-1").body(body).post("/v1/webhooks");
    id = first.then().statusCode(201).extract().path("id");
    QuarkusMock.installMockForType(new NothingKnown(configuration), TargetGuard.class);
    Response again = keyed("hook-1").body(body).post("/v1/webhooks");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).endsWith("/v1/webhooks/" + id);
    again.then().body("id", equalTo(id)).body("$", not(hasKey("secret")));
    caller()
        .get("/v1/webhooks")
        .then()
        .body("items.findAll { it.description == 'once' }.size()", equalTo(1));
    assertThat(
            caller().get("/v1/audit/records.ndjson").asString().lines().toList().stream()
                .filter(line -> line.contains("hook-1")))
        .hasSize(1)
        .noneMatch(line -> line.contains("whsec"));
  }

  /** No name leads anywhere any more. */
  private static final class NothingKnown extends TargetGuard {

    NothingKnown(WebhookConfiguration configuration) {
      super(configuration);
    }

    @Override
    Target check(String text) throws RefusedException {
      throw new RefusedException("no address is known of " + text);
    }
  }

  private static RequestSpecification keyed(String key) {
    return caller().contentType("application/json").header("Idempotency-Key", key);
  }

  private static void refused(String body, int status, String field) {
    caller()
        .contentType("application/json")
        .body(body)
        .post("/v1/webhooks")
        .then()
        .statusCode(status)
        .body("field", equalTo(field));
  }

  private JsonPath create(String members) {
    Response created =
        caller()
            .contentType("application/json")
            .body("{\"url\":\"" + receiver.url() + "\"," + members + "}")
            .post("/v1/webhooks");
    created.then().statusCode(201);
    id = created.jsonPath().getString("id");
    return created.jsonPath();
  }

  private String messageId(long number) {
    return "chg_" + number + "_" + id.replace("-", "");
  }

  private String status() {
    return caller().get("/v1/webhooks/" + id).jsonPath().getString("status");
  }

  private long taken() {
    return log().stream().filter(row -> row.get("error").isNull()).count();
  }

  private List<JsonNode> log() {
    try {
      JsonNode page =
          json.readTree(caller().get("/v1/webhooks/" + id + "/deliveries?limit=1000").asString());
      return List.copyOf(page.get("items").valueStream().toList());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String hmac(String secret, Receiver.Message message) throws Exception {
    byte[] key = java.util.Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = message.id() + "." + message.timestamp() + "." + message.body();
    return java.util.Base64.getEncoder()
        .encodeToString(mac.doFinal(signed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static RequestSpecification caller() {
    return given().header("Authorization", "Bearer " + RegistryFiles.TOKEN);
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(90));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
