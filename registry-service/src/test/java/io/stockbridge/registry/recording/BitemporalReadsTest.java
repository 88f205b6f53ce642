package io.stockbridge.registry.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random histories of facts, corrections and scheduled changes, against a replay of the rows. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class BitemporalReadsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AssetRecorder.Cause CAUSE = new AssetRecorder.Cause("test", "property");
  private static final int READS = 30;
  private static final String ALL =
      "select "
          + EntryRow.SELECT
          + " from entry_version v where v.key like 'ZZP%' or v.key like 'zzp:%'"
          + " order by v.kind, v.key, v.version";

  @Inject Transactions transactions;
  @Inject AssetStore store;
  @Inject AssetRecorder recorder;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private int names;

  @Test
  void readAtAnyMomentEqualsAReplayOfTheHistory() {
    List<Instant> recorded = new ArrayList<>();
    Map<String, List<String>> said = new HashMap<>();
    for (int step = 0; step < 60; step++) {
      recorded.add(change(said));
    }

    Map<EntryId, List<Statement>> history = history();
    history.forEach(
        (id, facts) ->
            assertThat(facts)
                .as("versions of %s, seed %d", id, seed)
                .extracting(Statement::version)
                .isEqualTo(
                    java.util.stream.IntStream.rangeClosed(1, facts.size()).boxed().toList()));
    said.forEach(
        (key, texts) ->
            assertThat(history.get(EntryId.instrument(key)))
                .as("what was said of %s, seed %d", key, seed)
                .extracting(
                    fact -> fact.content() == null ? "" : fact.content().path("name").asText())
                .containsAll(texts));
    for (int read = 0; read < READS; read++) {
      Instant asOf = time();
      Instant knownAt =
          random.nextInt(5) == 0
              ? null
              : recorded.get(random.nextInt(recorded.size())).plusMillis(random.nextInt(5) - 2);
      check(history, asOf, knownAt);
    }
    check(history, Instant.now(), null);
  }

  @Test
  void refusesToForget() {
    Instant now = change(new HashMap<>());
    assertThat(now).isNotNull();
    for (String sql :
        List.of(
            "delete from entry_version",
            "update entry_version set reason = 'other'",
            "delete from registry_change",
            "update registry_change set phase = 'corrected'")) {
      assertThatThrownBy(
              () -> await(session -> session.createNativeQuery(sql).executeUpdate()), sql)
          .rootCause()
          .hasMessageMatching("(?s).*(never changed|never deleted|only ever superseded).*");
    }
  }

  /** Changes an entry; the time at which it was recorded. */
  private Instant change(Map<String, List<String>> said) {
    String stock = "ZZP" + random.nextInt(3);
    String key = "zzp:" + random.nextInt(5);
    Instant from = random.nextInt(3) == 0 ? null : time();
    if (random.nextInt(4) == 0) {
      Underlying underlying = new Underlying(stock, null, "Stock " + names++, null);
      await(session -> recorder.recordEntries(session, List.of(underlying), from, CAUSE));
    } else if (random.nextInt(6) == 0) {
      await(session -> withdrawSomething(session, key));
    } else {
      AssetContent content = content(key, stock);
      said.computeIfAbsent(key, k -> new ArrayList<>()).add(content.name());
      var change = new AssetRecorder.AssetChange(content, stored -> content, from);
      await(session -> recorder.recordAssets(session, List.of(change), CAUSE));
    }
    return Instant.now();
  }

  private Uni<Void> withdrawSomething(Mutiny.Session session, String key) {
    return session
        .createNativeQuery(
            "select cast(floor(extract(epoch from valid_from) * 1000) as bigint) from entry_version"
                + " where key = :key and superseded_at is null and content is not null"
                + " and valid_from > clock_timestamp() order by valid_from limit 1",
            Long.class)
        .setParameter("key", key)
        .getResultList()
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : recorder.withdraw(
                        session,
                        EntryId.instrument(key),
                        Instant.ofEpochMilli(rows.get(0)),
                        CAUSE));
  }

  private void check(
      Map<EntryId, List<Statement>> history, Instant asOf, @Nullable Instant knownAt) {
    Catalogue all = await(session -> store.loadAt(session, asOf, knownAt));
    for (EntryId id : history.keySet()) {
      String description = "%s asOf %s knownAt %s seed %d".formatted(id, asOf, knownAt, seed);
      Statement expected = Replay.at(history.get(id), asOf, knownAt);
      Catalogue part = await(session -> store.loadAt(session, asOf, knownAt, List.of(id.key())));
      if (id.kind() == EntryKind.UNDERLYING) {
        String name = nameIn(expected);
        assertThat(nameOf(all, id.key())).as(description).isEqualTo(name);
        assertThat(nameOf(part, id.key())).as(description).isEqualTo(name);
      } else {
        Integer version = expected == null ? null : expected.version();
        assertThat(all.asset(id.key()).map(Asset::version).orElse(null))
            .as(description)
            .isEqualTo(version);
        assertThat(part.asset(id.key())).as(description).isEqualTo(all.asset(id.key()));
        assertThat(all.asset(id.key()).map(a -> a.content().name()).orElse(null))
            .as(description)
            .isEqualTo(nameIn(expected));
        part.asset(id.key())
            .ifPresent(
                asset ->
                    assertThat(part.assetsOn(asset.content().underlying()))
                        .as(description)
                        .isEqualTo(all.assetsOn(asset.content().underlying())));
      }
    }
  }

  private static @Nullable String nameIn(@Nullable Statement statement) {
    return statement == null || statement.content() == null
        ? null
        : statement.content().path("name").asText();
  }

  private static @Nullable String nameOf(Catalogue catalogue, String key) {
    Underlying underlying = catalogue.underlyings().get(key);
    return underlying == null ? null : underlying.name();
  }

  private Map<EntryId, List<Statement>> history() {
    List<String> rows =
        await(session -> session.createNativeQuery(ALL, String.class).getResultList());
    Map<EntryId, List<Statement>> history = new HashMap<>();
    for (String text : rows) {
      EntryRow row = EntryRow.of(text);
      history.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row.statement());
    }
    return history;
  }

  private Instant time() {
    return Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(30L * random.nextInt(72)));
  }

  private AssetContent content(String key, String stock) {
    return Instruments.of(
        key,
        "Name " + names++,
        new Underlying(stock, null, "Stock", null),
        0x5a5a00 + key.charAt(4));
  }

  private <T> T await(Function<Mutiny.Session, Uni<T>> work) {
    return transactions.await(
        PATIENCE, session -> store.lockForWriting(session).chain(() -> work.apply(session)));
  }
}
