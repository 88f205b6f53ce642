package io.stockbridge.registry.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.MultiplierPlan;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnderlyingStatus;
import io.stockbridge.registry.client.Change;
import io.stockbridge.registry.client.ChangeFeed;
import io.stockbridge.registry.client.RegistryClient;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.recording.EntryId;
import io.stockbridge.registry.rest.KafkaTopic;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Pages, the stream and the kinds of changes, over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class FeedHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AssetRecorder.Cause CAUSE = new AssetRecorder.Cause("test", "feed");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TestHTTPResource URI base;
  @Inject Transactions transactions;
  @Inject AssetStore store;
  @Inject AssetRecorder recorder;
  @Inject ObjectMapper json;

  @Test
  void everyKindOfChangeOccurs() {
    String from = head();
    Underlying stock = new Underlying("ZYG", null, "Before plc", null);
    Deployment first = Stocks.token(1, DeploymentStatus.ACTIVE);
    Deployment second = Stocks.token(2, DeploymentStatus.ACTIVE);
    Deployment wrapper = Stocks.wrapper(3, first, 1, DeploymentStatus.ACTIVE);
    Deployment next = Stocks.wrapper(4, first, 2, DeploymentStatus.ACTIVE);
    Deployment retired = first.retiredFor(second.token().caip19());
    var soon =
        new MultiplierPlan.Pending(Multiplier.of("2"), Instant.parse("2999-01-04T14:30:00Z"));
    var split = new MultiplierPlan(soon, List.of());
    AssetContent listed = Stocks.instrument("zzf:g", stock, first, wrapper);

    record(listed);
    record(Stocks.with(listed, AssetStatus.ACTIVE, "1", split));
    record(listed);
    record(Stocks.with(listed, AssetStatus.ACTIVE, "1", split));
    AssetContent doubled = Stocks.with(listed, AssetStatus.ACTIVE, "2", MultiplierPlan.NONE);
    record(doubled);
    record(Stocks.with(doubled, AssetStatus.PAUSED, "2", MultiplierPlan.NONE));
    record(doubled);
    AssetContent renamed = doubled.named("zzf", "ZYG", "Another name");
    record(renamed);
    Deployment legacy = Stocks.wrapper(3, first, 1, DeploymentStatus.LEGACY_WRAPPER);
    record(renamed.withDeployments(List.of(first, legacy, next)));
    record(renamed.withDeployments(List.of(retired, legacy, next, second)));
    record(
        Stocks.with(
            renamed.withDeployments(List.of(retired, legacy, next, second)),
            AssetStatus.RETIRED,
            "2",
            MultiplierPlan.NONE));

    assertThat(typesAfter(from, "instrument"))
        .containsExactly(
            List.of("listed"),
            List.of("multiplier_scheduled"),
            List.of("multiplier_cancelled"),
            List.of("multiplier_scheduled"),
            List.of("multiplier_effective"),
            List.of("paused"),
            List.of("resumed"),
            List.of("renamed"),
            List.of("wrapper_replaced"),
            List.of("redeployed", "retired"),
            List.of("retired"));
  }

  @Test
  void underlyingsAndImpostorsAreInTheFeedToo() {
    String from = head();
    Underlying stock = new Underlying("ZYL", null, "Before plc", null);
    record(List.of(stock));
    record(List.of(new Underlying("ZYL", null, "After plc", null)));
    record(
        List.of(
            new Underlying("ZYL", null, "After plc", null).withStatus(UnderlyingStatus.DELISTED)));
    var impostor = Stocks.impostor(600);
    record(List.of(impostor));
    Instant since = Instant.parse(last(from, "impostor").getString("items[0].validFrom"));
    await(
        session ->
            recorder.withdraw(
                session, new EntryId(EntryKind.IMPOSTOR, impostor.key()), since, CAUSE));

    assertThat(typesAfter(from, "underlying"))
        .containsExactly(List.of("listed"), List.of("renamed"), List.of("delisted"));
    assertThat(typesAfter(from, "impostor"))
        .containsExactly(List.of("impostor_found"), List.of("impostor_cleared"));
    JsonPath cleared = last(from, "impostor");
    assertThat(cleared.getMap("items[1]")).containsEntry("content", null);
    assertThat(cleared.getList("items.replaces")).isEqualTo(java.util.Arrays.asList(null, 1));
    assertThat(
            given().get("/v1/changes?type=delisted&after=" + from).jsonPath().getList("items.key"))
        .containsExactly("ZYL");
  }

  @Test
  void aPageThatIsFollowedByAnotherNeverChanges() {
    Response page = given().get("/v1/changes?limit=3");
    page.then()
        .statusCode(200)
        .body("items.number", equalTo(List.of(1, 2, 3)))
        .body("next", equalTo("3"))
        .body("more", equalTo(true))
        .header("Cache-Control", "public, max-age=31536000, immutable");
    given()
        .header("If-None-Match", page.header("ETag"))
        .get("/v1/changes?limit=3")
        .then()
        .statusCode(304);
    Response end = given().get("/v1/changes?after=" + head());
    end.then()
        .body("items", hasSize(0))
        .body("more", equalTo(false))
        .header("Cache-Control", startsWith("public, max-age=1,"));
  }

  @Test
  void refusesWhatIsNoCursorOfThisFeed() {
    given()
        .get("/v1/changes?after=999999999")
        .then()
        .statusCode(409)
        .body("code", equalTo("CURSOR_AHEAD"))
        .body("field", equalTo("after"));
    given()
        .get("/v1/changes?after=-1")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_CURSOR"));
    given().get("/v1/changes?type=split").then().statusCode(400).body("field", equalTo("type"));
    given()
        .get("/v1/changes/stream?after=x")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_CURSOR"));
    given()
        .header("Last-Event-ID", "999999999")
        .get("/v1/changes/stream")
        .then()
        .statusCode(409)
        .body("field", equalTo("Last-Event-ID"));
  }

  @Test
  void theStreamGoesOnAfterTheLastEventThatWasSeen() throws Exception {
    long head = Long.parseLong(head());
    try (BufferedReader events = stream("/v1/changes/stream", "2")) {
      assertThat(numbers(events, 1_500, head)).startsWith(3L, 4L, 5L).endsWith(head);
    }
    try (BufferedReader events = stream("/v1/changes/stream", null)) {
      assertThat(events.readLine()).startsWith(":");
      record(List.of(new Underlying("ZYM" + System.nanoTime() % 10_000, null, "New", null)));
      assertThat(numbers(events, 1, Long.MAX_VALUE).get(0)).isGreaterThan(head);
    }
  }

  @Test
  void aReaderThatTakesNothingHoldsNobodyUp() throws Exception {
    try (BufferedReader slow = stream("/v1/changes/stream?after=0", null);
        BufferedReader fast = stream("/v1/changes/stream?after=0", null)) {
      long head = Long.parseLong(head());
      assertThat(numbers(fast, Integer.MAX_VALUE, head)).hasSize((int) head);
      assertThat(numbers(slow, Integer.MAX_VALUE, head)).hasSize((int) head);
    }
  }

  @Test
  void aQuietStreamSaysThatItIsThere() throws Exception {
    try (BufferedReader events = stream("/v1/changes/stream?type=delisted", null)) {
      int comments = 0;
      while (comments < 3) {
        String line = events.readLine();
        assertThat(line).isNotNull();
        comments += line.startsWith(":") ? 1 : 0;
      }
    }
  }

  @Test
  void theJavaClientFollowsTheFeed() throws Exception {
    ChangeFeed feed = RegistryClient.of(base).changes();
    String head = head();
    List<Change> seen = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    Thread mirror =
        Thread.ofVirtual()
            .start(
                () ->
                    feed.follow(
                        "0",
                        change -> {
                          seen.add(change);
                          if (change.key().equals("ZYN")) {
                            done.countDown();
                          }
                        }));
    record(List.of(new Underlying("ZYN", null, "New", null)));

    assertThat(done.await(90, TimeUnit.SECONDS)).isTrue();
    mirror.interrupt();
    assertThat(seen.get(0).number()).isEqualTo(1);
    assertThat(seen.size()).isGreaterThan(Integer.parseInt(head));
  }

  @Test
  void kafkaCarriesTheLinesOfTheFeed() throws Exception {
    record(List.of(new Underlying("ZYO", null, "New", null)));
    JsonNode line =
        json.readTree(given().get("/v1/changes?after=" + (Long.parseLong(head()) - 1)).asString())
            .at("/items/0");

    List<JsonNode> records = List.of();
    Instant end = Instant.now().plus(Duration.ofSeconds(90));
    while (records.isEmpty()) {
      assertThat(Instant.now()).isBefore(end);
      records = KafkaTopic.records("registry.changes.v1", "underlying/ZYO", json);
    }
    assertThat(records).hasSize(1);
    assertThat(records.get(0).get("type").textValue()).isEqualTo("RegistryChanged");
    assertThat(records.get(0).get("data").get("key")).isEqualTo(line.get("key"));
    assertThat(records.get(0).get("data").get("number")).isEqualTo(line.get("number"));
    assertThat(records.get(0).get("data")).isEqualTo(line);
  }

  private List<Long> numbers(BufferedReader events, int atMost, long last) throws Exception {
    List<Long> numbers = new ArrayList<>();
    String id = "";
    while (numbers.size() < atMost && (numbers.isEmpty() || numbers.getLast() < last)) {
      String line = events.readLine();
      assertThat(line).as("the stream goes on").isNotNull();
      if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("data:")) {
        assertThat(json.readTree(line.substring(5)).get("number").asText()).isEqualTo(id);
        numbers.add(Long.valueOf(id));
      }
    }
    return numbers;
  }

  private BufferedReader stream(String path, String lastEventId) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static String head() {
    String next = "0";
    JsonPath page;
    do {
      page = given().get("/v1/changes?limit=1000&after=" + next).jsonPath();
      next = page.getString("next");
    } while (page.getBoolean("more"));
    return next;
  }

  private static JsonPath last(String from, String kind) {
    return given().get("/v1/changes?limit=1000&kind=" + kind + "&after=" + from).jsonPath();
  }

  private static List<List<String>> typesAfter(String from, String kind) {
    return last(from, kind).getList("items.types");
  }

  private void record(AssetContent content) {
    var change = new AssetRecorder.AssetChange(content, stored -> content, null);
    await(session -> recorder.recordAssets(session, List.of(change), CAUSE));
  }

  private void record(List<? extends EntryContent> contents) {
    await(session -> recorder.recordEntries(session, contents, null, CAUSE));
  }

  private <T> T await(Function<Mutiny.Session, Uni<T>> work) {
    return transactions.await(
        PATIENCE, session -> store.lockForWriting(session).chain(() -> work.apply(session)));
  }
}
