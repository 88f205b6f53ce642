package io.stockbridge.registry.actions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.registry.actions.FakeActionChain.Crash;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Driving chains that die, hang and come back, on the real database. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class ActionDrivingTest {

  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Inject Database database;
  @Inject ChainTargets targets;
  @Inject ActionRecorder recorder;

  private final FakeActionChain arbitrum = new FakeActionChain(DomainId.of(412346), LEAD);
  private final FakeActionChain base = new FakeActionChain(DomainId.of(84538453), LEAD);
  private final FakeActionChain solana = new FakeActionChain(DomainId.of(900), LEAD);
  private final List<FakeActionChain> chains = List.of(arbitrum, base, solana);
  private int killed;

  @Test
  void completesOnAllChainsWhereverTheProcessDies() throws Exception {
    Map<Crash, Isin> assets = new EnumMap<>(Crash.class);
    assets.put(Crash.NOWHERE, issue("NL0010273215", "ZZAN"));
    assets.put(Crash.BEFORE_NOTE, issue("SE0000108656", "ZZAB"));
    assets.put(Crash.BEFORE_SEND, issue("FR0000120271", "ZZAS"));
    assets.put(Crash.AFTER_SEND, issue("GB00B03MLX29", "ZZAA"));

    splitAll(assets, 1, 8);
    // Solana is told twice, and dies twice.
    assertThat(killed).isEqualTo(3 * chains.size() + 3);
    assets.forEach(
        (crash, isin) -> {
          int noted = crash == Crash.BEFORE_SEND ? 2 : 1;
          // In the order of domains: Solana is the first.
          assertThat(sends("ZZA-1-" + crash)).containsExactly(2 * noted, noted, noted);
          assertThat(arbitrum.executed(isin)).containsExactly("schedule");
          assertThat(solana.executed(isin)).containsExactly("schedule", "complete");
        });

    splitAll(assets, 2, 5);
    assets.forEach((crash, isin) -> assertThat(arbitrum.executed(isin)).hasSize(2));
  }

  /** Doubles the multiplier of all these at the same time, for the {@code round}th time. */
  private void splitAll(Map<Crash, Isin> assets, int round, int seconds)
      throws InterruptedException {
    for (Map.Entry<Crash, Isin> asset : assets.entrySet()) {
      String name = asset.getKey().name();
      String ticker = given().get("/v1/assets/" + asset.getValue()).path("underlying.ticker");
      announce("ZZA-" + round + "-" + name, ticker, seconds);
      chains.forEach(chain -> chain.dieOnce(asset.getValue(), asset.getKey()));
    }
    killed = 0;
    lookUntil(() -> killed == 3 * chains.size());
    assets.forEach((crash, isin) -> solana.dieOnce(isin, crash));
    for (Map.Entry<Crash, Isin> asset : assets.entrySet()) {
      ActionHttp.await("ZZA-" + round + "-" + asset.getKey(), "completed", this::look);
      for (FakeActionChain chain : chains) {
        assertThat(chain.shown(asset.getValue()).epoch()).isEqualTo(ActionEpoch.of(round));
        assertThat(chain.shown(asset.getValue()).pending()).isEmpty();
      }
      holds(asset.getValue(), round, Integer.toString(1 << round));
    }
  }

  @Test
  void saysWhichChainLagsAndMovesTheEpochOnlyWhenAllShowIt() throws Exception {
    Isin isin = issue("FR0000121014", "ZZL");
    base.setDown(true);
    announce("ZZL-1", "ZZL", 6);
    ActionHttp.await("ZZL-1", "effective", this::look);
    lookUntil(() -> lagging("ZZL-1").equals(List.of("eip155:84538453")));
    lookUntil(() -> solana.shown(isin).epoch().value() == 1);
    assertThat(arbitrum.shown(isin).epoch()).isEqualTo(ActionEpoch.of(1));
    given()
        .get("/v1/actions/ZZL-1")
        .then()
        .body("state", equalTo("effective"))
        .body(
            "assets[0].chains[2].reason",
            equalTo("the chain cannot be read: domain 84538453: the nodes are away"));
    holds(isin, 0, "1");
    lookUntil(ActionDrivingTest::healthNamesLag);

    base.setDown(false);
    ActionHttp.await("ZZL-1", "completed", this::look);

    given()
        .get("/v1/actions/ZZL-1")
        .then()
        .body("lagging", empty())
        .body("assets[0].chains.state", equalTo(List.of("in_force", "in_force", "in_force")));
    holds(isin, 1, "2");
    given().get("/v1/assets/" + isin).then().body("multiplierHistory[0].value", equalTo("1"));
  }

  @Test
  void isAmendedByItsVersionWhateverChainsHaveShownMeanwhile() throws Exception {
    Isin isin = issue("CH000AMENDQ1", "ZZAQ");
    announce("ZZAQ-1", "ZZAQ", 600);
    Response read = given().get("/v1/actions/ZZAQ-1");
    lookUntil(() -> chains.stream().allMatch(chain -> chain.shown(isin).pending().isPresent()));
    assertThat(given().get("/v1/actions/ZZAQ-1").header("ETag")).isNotEqualTo(read.header("ETag"));
    Instant effectiveAt = Instant.parse(read.path("effectiveAt"));
    String noted =
        ActionHttp.split("ZZAQ-1", "ZZAQ", 2, effectiveAt).replace("{\"id", "{\"note\":\"n\",\"id");
    Response amended = amend("ZZAQ-1", noted, read.header("ETag"));
    amended.then().statusCode(200).body("version", equalTo(2)).body("note", equalTo("n"));
    amend("ZZAQ-1", noted.replace("\"n\"", "\"m\""), read.header("ETag"))
        .then()
        .statusCode(412)
        .body("code", equalTo("VERSION_CONFLICT"))
        .body("version", equalTo(2));
    amend("ZZAQ-1", noted.replace("\"n\"", "\"m\""), amended.header("ETag"))
        .then()
        .statusCode(200)
        .body("version", equalTo(3));
    ActionHttp.registrar().delete("/v1/actions/ZZAQ-1").then().statusCode(200);
    ActionHttp.await("ZZAQ-1", "cancelled", this::look);
  }

  private static Response amend(String id, String body, String tag) {
    return ActionHttp.registrar().header("If-Match", tag).body(body).put("/v1/actions/" + id);
  }

  @Test
  void cancelsOnceNoChainShowsIt() throws Exception {
    Isin isin = issue("GB0002374006", "ZZC");
    announce("ZZC-1", "ZZC", 600);
    lookUntil(() -> chains.stream().allMatch(chain -> chain.shown(isin).pending().isPresent()));
    solana.setDown(true);
    ActionHttp.registrar()
        .delete("/v1/actions/ZZC-1")
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelling"));
    lookUntil(() -> arbitrum.shown(isin).pending().isEmpty());
    given().get("/v1/assets/" + isin).then().body("pendingMultiplier.value", equalTo("2"));
    ActionHttp.announce(ActionHttp.split("ZZC-2", "ZZC", 3, ActionHttp.in(600)))
        .then()
        .statusCode(409);

    solana.setDown(false);
    ActionHttp.await("ZZC-1", "cancelled", this::look);

    chains.forEach(chain -> assertThat(chain.shown(isin).pending()).isEmpty());
    holds(isin, 0, "1");
    given()
        .get("/v1/assets/%s/versions".formatted(isin))
        .then()
        .body("items[0].changes[0].types", equalTo(List.of("multiplier_cancelled")));
    ActionHttp.announce(ActionHttp.split("ZZC-2", "ZZC", 3, ActionHttp.in(600)))
        .then()
        .statusCode(201);
  }

  @Test
  void aCancellationThatOneChainMissedIsTakenBackSoThatAllAgree() throws Exception {
    Isin isin = issue("DE0007236101", "ZZM");
    announce("ZZM-1", "ZZM", 15);
    lookUntil(() -> chains.stream().allMatch(chain -> chain.shown(isin).pending().isPresent()));
    base.setDown(true);
    ActionHttp.registrar().delete("/v1/actions/ZZM-1").then().statusCode(200);
    lookUntil(() -> arbitrum.shown(isin).pending().isEmpty());
    lookUntil(() -> base.shown(isin).epoch().value() == 1);
    assertThat(ActionHttp.state("ZZM-1")).isEqualTo("cancelling");

    base.setDown(false);
    ActionHttp.await("ZZM-1", "completed", this::look);

    chains.forEach(chain -> assertThat(chain.shown(isin).epoch()).isEqualTo(ActionEpoch.of(1)));
    holds(isin, 1, "2");
    assertThat(
            given()
                .get("/v1/actions/ZZM-1/versions")
                .jsonPath()
                .getList("items.record", String.class)
                .reversed())
        .extracting(record -> record.replaceAll(".*\"state\":\"([a-z]+)\".*", "$1"))
        .containsExactly("scheduled", "cancelling", "scheduled", "effective", "completed");
  }

  private List<Integer> sends(String id) {
    return given().get("/v1/actions/" + id).jsonPath().getList("assets[0].chains.sends");
  }

  private static List<String> lagging(String id) {
    return given().get("/v1/actions/" + id).jsonPath().getList("lagging");
  }

  private static boolean healthNamesLag() {
    List<Integer> lagging =
        given()
            .get("/q/health/ready")
            .jsonPath()
            .getList("checks.findAll { it.name == 'actions' }.data.lagging");
    return lagging.get(0) >= 1;
  }

  private static void holds(Isin isin, int epoch, String multiplier) throws InterruptedException {
    var asset = ActionHttp.awaitEpoch(isin.value(), epoch).body("multiplier", equalTo(multiplier));
    if (epoch > 0) {
      asset.body("pendingMultiplier", nullValue());
    }
  }

  private Isin issue(String text, String ticker) {
    ActionHttp.putAsset(text, ticker);
    Isin isin = Isin.of(text);
    chains.forEach(chain -> chain.issue(isin));
    return isin;
  }

  private static void announce(String id, String ticker, int seconds) {
    ActionHttp.announce(ActionHttp.split(id, ticker, 2, ActionHttp.in(seconds)))
        .then()
        .statusCode(201)
        .body("state", equalTo("scheduled"));
  }

  private void lookUntil(BooleanSupplier done) throws InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      look();
      Thread.sleep(20);
    }
  }

  /** Every process looks once, each a new one: what counts is in the database. */
  private void look() {
    var memory = new ChainDriver.Memory(database, targets, recorder, Clock.systemUTC());
    for (FakeActionChain chain : chains) {
      try {
        new ChainDriver(chain, chain, memory, new ActionTimes(LEAD)).look();
      } catch (FakeActionChain.Killed e) {
        killed++;
      }
      chain.finish();
    }
  }
}
