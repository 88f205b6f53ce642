package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class HistoryTest {

  /** Long enough that a slow machine asks twice before the time comes. */
  private static final int LEAD_S = 12;

  private static final String STOCK =
      """
      {"ticker":"ZZH","name":"Before plc","figi":"BBG000BLNQ16","status":"listed"}
      """;
  private static final String ASSET =
      """
      {"issuer":"History","symbol":"ZZHx","name":"ZZH token","status":"active",
       "underlying":{"ticker":"ZZH","name":"Before plc"},
       "deployments":[{"caip19":"eip155:84538453/erc20:0x7777777777777777777777777777777777777777",
        "decimals":18,"status":"active","own":true}]}
      """;

  @Inject CatalogueHolder holder;

  @Test
  void takesEffectByTheClock() throws InterruptedException {
    Calls.put("/v1/underlyings/ZZH", STOCK, null).then().statusCode(200);
    Calls.put("/v1/assets/CH0210483332", ASSET, null).then().statusCode(201);
    String tag = tagOf("/v1/underlyings/ZZH");
    Instant soon = Instant.now().plusSeconds(LEAD_S);
    String time = Rfc3339.format(soon);
    String renamed =
        STOCK.replace(
            "\"Before plc\"",
            "\"After plc\",\"aliases\":[{\"kind\":\"name\",\"value\":\"Before plc\"}]");

    Calls.put("/v1/underlyings/ZZH?validFrom=" + time, renamed, tag).then().statusCode(200);

    name("/v1/underlyings/ZZH", "Before plc");
    name("/v1/underlyings/ZZH?asOf=" + time, "After plc");
    given()
        .get("/v1/assets/CH0210483332?asOf=" + time)
        .then()
        .body("underlying.name", equalTo("After plc"));
    Calls.until(
        () -> holder.catalogue().underlying("ZZH").orElseThrow().name().equals("After plc"));
    Calls.until(() -> Calls.isInTheSignedState("underlying/ZZH", "\"name\":\"After plc\""));
    Calls.until(
        () -> Calls.isInTheSignedState("instrument/CH0210483332", "\"name\":\"After plc\""));
    name("/v1/underlyings/BBG000BLNQ16", "After plc");
    given()
        .get("/v1/underlyings/before plc/versions")
        .then()
        .body("items.version", equalTo(List.of(2, 1)))
        .body("items[0].validFrom", equalTo(time))
        .body("items[0].changes.phase", equalTo(List.of("scheduled", "effective")))
        .body("items[0].changes[1].types", equalTo(List.of("renamed")));
    given()
        .get("/v1/assets/CH0210483332/versions")
        .then()
        .body("items.version", equalTo(List.of(2, 1)))
        .body("items[0].changes[0].types", equalTo(List.of("underlying_changed")));
  }

  @Test
  void cancelsAndCorrectsWithoutForgetting() {
    String stock = STOCK.replace("ZZH", "ZZI").replace(",\"figi\":\"BBG000BLNQ16\"", "");
    Calls.put("/v1/underlyings/ZZI", stock, null).then().statusCode(200);
    String tag = tagOf("/v1/underlyings/ZZI");
    String delisted = stock.replace("listed\"", "delisted\"");
    Calls.put("/v1/underlyings/ZZI?validFrom=2999-01-01T00:00:00Z", delisted, tag);
    given()
        .get("/v1/underlyings/ZZI?asOf=2999-06-01T00:00:00Z")
        .then()
        .body("status", equalTo("delisted"));

    Calls.registrar()
        .delete("/v1/underlyings/ZZI/scheduled/2999-01-01T00:00:00Z")
        .then()
        .statusCode(204);
    Calls.registrar()
        .delete("/v1/underlyings/ZZI/scheduled/2999-01-01T00:00:00Z")
        .then()
        .statusCode(422)
        .body("field", equalTo("validFrom"));
    Calls.put(
            "/v1/underlyings/ZZI?validFrom=2020-01-01T00:00:00Z",
            stock.replace("Before", "Old"),
            tag)
        .then()
        .statusCode(200);

    given()
        .get("/v1/underlyings/ZZI?asOf=2999-06-01T00:00:00Z")
        .then()
        .body("status", equalTo("listed"));
    name("/v1/underlyings/ZZI?asOf=2021-01-01T00:00:00Z", "Old plc");
    name("/v1/underlyings/ZZI", "Before plc");
    given()
        .get("/v1/underlyings/ZZI/versions")
        .then()
        .body("items.version", equalTo(List.of(4, 3, 2, 1)))
        .body("items.withdrawn", equalTo(List.of(false, true, false, false)))
        .body("items[1].changes.phase", equalTo(List.of("cancelled")))
        .body("items[0].changes.phase", equalTo(List.of("corrected")))
        .body("items[3].supersededAt", nullValue());
  }

  @Test
  void pagesThroughThePastAsThroughThePresent() {
    String moment = "asOf=2999-01-01T00:00:00Z&limit=300";
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Response page =
          given().get("/v1/assets?" + moment + (cursor == null ? "" : "&cursor=" + cursor));
      page.then().statusCode(200);
      seen.addAll(page.jsonPath().getList("items.key"));
      cursor = page.jsonPath().getString("nextCursor");
    } while (cursor != null);

    assertThat(seen).isSorted().containsAll(holder.catalogue().assets().keySet());
    given()
        .get("/v1/underlyings?limit=2&asOf=2999-01-01T00:00:00Z")
        .then()
        .body("items.ticker", equalTo(List.of("AAOI", "AAPL")));
  }

  @Test
  void tellsTheHistoryOfATokenWhoeverHasIt() {
    given()
        .get(
            "/v1/tokens/solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:XsNvdAgA3kL9jT2M1K6X8wR5qP7Z4vC2bN0mQ9yU8eF/versions")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].changes[0].types", equalTo(List.of("impostor_found")));
    given()
        .get("/v1/tokens/eip155:412346/erc20:" + RegistryFiles.LOCAL_APPLE + "/versions")
        .then()
        .body("items.key", hasItem("CH1436219187"));
    given()
        .get("/v1/tokens/eip155:1/erc20:0x0000000000000000000000000000000000000009/versions")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_TOKEN"));
  }

  @Test
  void refusesWhatContradictsWhatIsKnown() {
    String other = STOCK.replace("ZZH", "ZZJ").replace("BBG000BLNQ16", "BBG000B9XRY4");
    Calls.put("/v1/underlyings/ZZJ", other, null).then().statusCode(200);
    Calls.put("/v1/underlyings/ZZK", other, null)
        .then()
        .statusCode(422)
        .body("field", equalTo("ticker"));
    Calls.put("/v1/underlyings/ZZK", other.replace("ZZJ", "ZZK"), null)
        .then()
        .statusCode(422)
        .body("code", equalTo("INVALID_ASSET"));
    Calls.put("/v1/underlyings/ZZK", other.replace("BBG000B9XRY4", "BBG000B9XRY5"), null)
        .then()
        .statusCode(422)
        .body("field", equalTo("figi"));
    Calls.put("/v1/underlyings/ZZJ", other.replace("plc", "inc"), null).then().statusCode(428);
    Calls.put("/v1/underlyings/ZZJ?validFrom=soon", other, null)
        .then()
        .statusCode(400)
        .body("field", equalTo("validFrom"));
    given().get("/v1/underlyings/NOSUCH").then().statusCode(404);
  }

  private static void name(String path, String name) {
    given().get(path).then().statusCode(200).body("name", equalTo(name));
  }

  private static String tagOf(String path) {
    return given().get(path).then().statusCode(200).extract().header("ETag");
  }
}
