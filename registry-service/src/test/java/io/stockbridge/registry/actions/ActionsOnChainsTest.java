package io.stockbridge.registry.actions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.registry.observation.RealChains;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole service on real contracts and real mints. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
@QuarkusTestResource(value = RealChains.class, restrictToAnnotatedClass = true)
class ActionsOnChainsTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration BLOCK = Duration.ofSeconds(1);

  @Test
  void cancelsOneSplitAndCompletesAnotherOnContractsAndMints() throws Exception {
    announce("TESLA", "TSLA", 3, 3_600);
    announce("APPLE", "AAPL", 4, 20);
    awaitStates("TESLA", "pending");
    ActionHttp.registrar()
        .delete("/v1/actions/TESLA")
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelling"));

    ActionHttp.await("APPLE", "completed", ActionsOnChainsTest::block);
    ActionHttp.await("TESLA", "cancelled", ActionsOnChainsTest::block);

    ActionHttp.awaitEpoch(RealChains.APPLE, 1)
        .body("multiplier", equalTo("4"))
        .body("pendingMultiplier", nullValue());
    given().get("/v1/actions/TESLA/versions").then().body("items.size()", equalTo(3));
    ActionHttp.awaitEpoch(RealChains.TESLA, 0).body("multiplier", equalTo("1"));
    RealChains chains = RealChains.get();
    String token = RealChains.EVM + "/erc20:" + chains.token(RealChains.APPLE);
    String mint = chains.cluster() + "/token:" + chains.mint(RealChains.APPLE);
    awaitFact(token, "uiMultiplier", "4000000000000000000");
    awaitFact(mint, "scaledUiMultiplier", "4");
    List<Integer> sends =
        given().get("/v1/actions/APPLE").jsonPath().getList("assets[0].chains.sends");
    assertThat(sends).containsExactly(2, 1);
  }

  private static void announce(String id, String ticker, int factor, int seconds) {
    ActionHttp.announce(ActionHttp.split(id, ticker, factor, ActionHttp.in(seconds)))
        .then()
        .statusCode(201)
        .body("state", equalTo("scheduled"));
  }

  private static void awaitStates(String id, String state) {
    Instant end = Instant.now().plus(LIMIT);
    while (!given()
        .get("/v1/actions/" + id)
        .jsonPath()
        .getList("assets[0].chains.state")
        .equals(List.of(state, state))) {
      assertThat(Instant.now()).as(given().get("/v1/actions/" + id).asString()).isBefore(end);
      block();
    }
  }

  private static void awaitFact(String token, String fact, String value) {
    Instant end = Instant.now().plus(LIMIT);
    String path = "facts." + fact;
    while (!value.equals(given().get("/v1/observations/" + token).path(path))) {
      assertThat(Instant.now())
          .as(given().get("/v1/observations/" + token).asString())
          .isBefore(end);
      block();
    }
  }

  private static void block() {
    RealChains.get().mine();
    try {
      Thread.sleep(BLOCK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
