package io.stockbridge.registry.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.recording.EntryId;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.stockbridge.registry.states.EntryTree;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories through the real recorder, with corrections, schedules that come true meanwhile
 * and cancellations: a mirror that applies the feed has the root of each published state.
 */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class FeedCompletenessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AssetRecorder.Cause CAUSE = new AssetRecorder.Cause("test", "feed");
  private static final int STEPS = 80;

  @Inject Transactions transactions;
  @Inject AssetStore store;
  @Inject AssetRecorder recorder;
  @Inject CatalogueHolder holder;
  @Inject ObjectMapper json;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private int names;

  @Test
  void allChangesOnAnEmptyMirrorGiveTheRootOfEachPublishedState() throws Exception {
    System.out.println("seed " + seed);
    for (int step = 0; step < STEPS; step++) {
      change();
      if (random.nextInt(4) == 0) {
        holder.refresh().await().atMost(PATIENCE);
        Thread.sleep(random.nextInt(300));
      }
    }
    holder.refresh().await().atMost(PATIENCE);
    Catalogue last = await(store::load);

    List<JsonNode> feed = feed(0, last.number());
    Map<Long, Bytes32> published = published(last.number());
    Mirror mirror = new Mirror();
    for (JsonNode change : feed) {
      mirror.apply(change);
      Bytes32 root = published.get(mirror.number());
      if (root != null) {
        assertThat(mirror.root())
            .as("root at change %d, seed %d", mirror.number(), seed)
            .isEqualTo(root);
      }
    }
    assertThat(published).as("seed %d", seed).hasSizeGreaterThan(3);
    assertThat(mirror.root()).as("seed %d", seed).isEqualTo(rootOf(last));
    assertThat(resumed(last.number()).root()).as("seed %d", seed).isEqualTo(rootOf(last));
  }

  /** A mirror that begins again somewhere before its cursor, again and again. */
  private Mirror resumed(long end) throws Exception {
    Mirror mirror = new Mirror();
    while (mirror.number() < end) {
      long from = Math.max(0, mirror.number() - random.nextInt(200));
      JsonNode page = page(from, 1 + random.nextInt(1000));
      for (JsonNode change : page.get("items")) {
        // What was scheduled goes on coming true.
        if (change.get("number").longValue() <= end) {
          mirror.apply(change);
        }
      }
      assertThat(page.get("next").textValue()).matches("[0-9]+");
    }
    return mirror;
  }

  private static Bytes32 rootOf(Catalogue catalogue) {
    return EntryTree.rootOf(
        List.copyOf(catalogue.impostors()),
        List.copyOf(catalogue.assets().values()),
        List.copyOf(catalogue.underlyings().values()));
  }

  private void change() {
    String key = "zzf:" + random.nextInt(6);
    Instant from = time();
    switch (random.nextInt(8)) {
      case 0, 1 -> await(session -> recorder.recordEntries(session, List.of(stock()), from, CAUSE));
      case 2 -> await(session -> withdraw(session, key));
      case 3 -> await(this::impostor);
      default -> {
        AssetContent content = content(key);
        var change = new AssetRecorder.AssetChange(content, stored -> content, from);
        await(session -> recorder.recordAssets(session, List.of(change), CAUSE));
      }
    }
  }

  private Underlying stock() {
    return new Underlying("ZZF" + random.nextInt(3), null, "Stock " + names++, null);
  }

  private AssetContent content(String key) {
    Underlying underlying = new Underlying("ZZF" + random.nextInt(3), null, "Stock", null);
    DeploymentStatus status =
        random.nextBoolean() ? DeploymentStatus.ACTIVE : DeploymentStatus.PAUSED;
    AssetContent asset = Stocks.instrument(key, underlying, Stocks.token(key.charAt(4), status));
    return asset.named("zzf", "ZZF", "Name " + names++);
  }

  /** Other tests count the impostors of the data. */
  @AfterEach
  void clearImpostors() {
    for (int number = 500; number < 503; number++) {
      Impostor impostor = Stocks.impostor(number);
      if (holder.catalogue().impostors().stream()
          .anyMatch(known -> known.token().key().equals(impostor.key()))) {
        await(session -> toggle(session, impostor));
      }
    }
    holder.refresh().await().atMost(PATIENCE);
  }

  private Uni<Boolean> impostor(Mutiny.Session session) {
    return toggle(session, Stocks.impostor(500 + random.nextInt(3)));
  }

  /** An impostor is found, or one that was is cleared. */
  private Uni<Boolean> toggle(Mutiny.Session session, Impostor impostor) {
    EntryId id = new EntryId(EntryKind.IMPOSTOR, impostor.key());
    return first(session, id, "valid_from <= clock_timestamp()")
        .chain(
            times ->
                times.isEmpty()
                    ? recorder.recordEntries(session, List.of(impostor), null, CAUSE)
                    : recorder
                        .withdraw(session, id, Instant.ofEpochMilli(times.get(0)), CAUSE)
                        .replaceWith(true));
  }

  private Uni<Void> withdraw(Mutiny.Session session, String key) {
    EntryId id = new EntryId(EntryKind.INSTRUMENT, key);
    return first(session, id, "valid_from > clock_timestamp() + interval '1 second'")
        .chain(
            times ->
                times.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : recorder.withdraw(session, id, Instant.ofEpochMilli(times.get(0)), CAUSE));
  }

  private static Uni<List<Long>> first(Mutiny.Session session, EntryId id, String when) {
    return session
        .createNativeQuery(
            "select cast(floor(extract(epoch from valid_from) * 1000) as bigint) from entry_version"
                + " where kind = :kind and key = :key and superseded_at is null"
                + " and content is not null and "
                + when
                + " order by valid_from limit 1",
            Long.class)
        .setParameter("kind", id.kind().wire())
        .setParameter("key", id.key())
        .getResultList();
  }

  /** Now, the past, the next moment, or years ahead. */
  private @Nullable Instant time() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return switch (random.nextInt(6)) {
      case 0 -> now.minus(Duration.ofDays(1 + random.nextInt(900)));
      case 1, 2 -> now.plusMillis(20 + random.nextInt(1_500));
      case 3 -> now.plus(Duration.ofDays(1 + random.nextInt(900)));
      default -> null;
    };
  }

  private Map<Long, Bytes32> published(long upTo) {
    List<Object[]> rows =
        await(
            session ->
                session
                    .createNativeQuery(
                        "select change_number, root from registry_state"
                            + " where change_number <= :upTo",
                        Object[].class)
                    .setParameter("upTo", upTo)
                    .getResultList());
    Map<Long, Bytes32> roots = new TreeMap<>();
    rows.forEach(row -> roots.put(((Number) row[0]).longValue(), Bytes32.ofBytes((byte[]) row[1])));
    return roots;
  }

  private List<JsonNode> feed(long after, long end) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    long at = after;
    while (at < end) {
      JsonNode page = page(at, 1 + random.nextInt(1000));
      page.get("items").forEach(lines::add);
      at = Long.parseLong(page.get("next").textValue());
    }
    return lines.stream().filter(line -> line.get("number").longValue() <= end).toList();
  }

  private JsonNode page(long after, int limit) throws Exception {
    return json.readTree(
        given()
            .get("/v1/changes?after=" + after + "&limit=" + limit)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private <T> T await(Function<Mutiny.Session, Uni<T>> work) {
    return transactions.await(
        PATIENCE, session -> store.lockForWriting(session).chain(() -> work.apply(session)));
  }
}
