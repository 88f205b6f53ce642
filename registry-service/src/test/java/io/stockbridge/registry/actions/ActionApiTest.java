package io.stockbridge.registry.actions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class ActionApiTest {

  private static final String PATH = "/v1/actions";
  private static final Instant FAR = Instant.parse("2999-01-01T14:30:00Z");

  @Test
  void anAnnouncedActionIsScheduledOnceItsTimeIsKnown() {
    ActionHttp.putAsset("CH0012005267", "ZZN");
    String announced =
        """
        {"id":"ZZN-1","kind":"stock_dividend","underlying":"ZZN","ratio":{"new":"1","old":"3"},
         "announcementDate":"2026-11-23","note":"one for three"}
        """;
    ActionHttp.announce(announced)
        .then()
        .statusCode(201)
        .header("Location", org.hamcrest.Matchers.endsWith("/v1/actions/ZZN-1"))
        .body("state", equalTo("announced"))
        .body("caev", equalTo("DVSE"))
        .body("assets", empty());
    ActionHttp.announce(announced).then().statusCode(200).body("version", equalTo(1));
    ActionHttp.announce(announced.replace("\"3\"", "\"4\""))
        .then()
        .statusCode(409)
        .body("code", equalTo("ACTION_CONFLICT"));

    String timed = announced.replace("\"note\"", "\"effectiveAt\":\"%s\",\"note\"".formatted(FAR));
    ActionHttp.registrar()
        .body(timed)
        .put("/v1/actions/ZZN-1")
        .then()
        .statusCode(428)
        .body("code", equalTo("PRECONDITION_REQUIRED"));
    ActionHttp.registrar()
        .header("If-Match", given().get("/v1/actions/ZZN-1").header("ETag"))
        .body(timed)
        .put("/v1/actions/ZZN-1")
        .then()
        .statusCode(200)
        .body("state", equalTo("scheduled"))
        .body("assets[0].multiplier", equalTo("1.333333333333333333"))
        .body("assets[0].actionEpoch", equalTo(1))
        .body("assets[0].chains.state", equalTo(List.of("due", "due", "due")));
    given()
        .get("/v1/assets/CH0012005267")
        .then()
        .body("multiplier", equalTo("1"))
        .body("pendingMultiplier.value", equalTo("1.333333333333333333"))
        .body("pendingMultiplier.effectiveAt", equalTo("2999-01-01T14:30:00.000Z"));
    given()
        .get("/v1/assets/CH0012005267/versions")
        .then()
        .body("items[0].changes[0].types", equalTo(List.of("multiplier_scheduled")));

    ActionHttp.announce(ActionHttp.split("ZZN-2", "ZZN", 2, FAR.plusSeconds(60)))
        .then()
        .statusCode(409)
        .body("code", equalTo("OVERLAPPING_ACTION"));
    ActionHttp.registrar()
        .body(timed.replace("\"3\"", "\"4\""))
        .header("If-Match", given().get("/v1/actions/ZZN-1").header("ETag"))
        .put("/v1/actions/ZZN-1")
        .then()
        .statusCode(409)
        .body("code", equalTo("TERMS_FIXED"));
    given()
        .get("/v1/actions/ZZN-1?asOf=2999-02-01T00:00:00Z")
        .then()
        .body("state", equalTo("effective"))
        .body("assets", empty());
    given()
        .get("/v1/actions/ZZN-1?asOf=2020-01-01T00:00:00Z")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_ACTION"));
  }

  @Test
  void anActionSentAgainWithItsKeyIsAnsweredAsBeforeAndAuditedOnce() {
    ActionHttp.putAsset("CH0012221716", "ZZAI");
    String nameless =
        """
        {"kind":"cash_dividend","underlying":"ZZAI","cash":{"amount":"0.25","currency":"USD"},
         "recordDate":"2999-01-01"}
        """;
    Response first =
        ActionHttp.registrar().header("Idempotency-Key", "zzi-1").body(nameless).post(PATH);
    Response again =
        ActionHttp.registrar().header("Idempotency-Key", "zzi-1").body(nameless).post(PATH);

    assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotNull();
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    given().get(PATH + "?underlying=ZZAI").then().body("items", hasSize(1));
    ActionHttp.registrar()
        .get("/v1/audit?limit=1000")
        .then()
        .body("items.findAll { it.record.contains('\"zzi-1\"') }", hasSize(1));
  }

  @Test
  void refusesWhatContradictsItselfAndNamesTheMember() {
    ActionHttp.putAsset("CH0918273662", "ZZU");
    String split = ActionHttp.split("ZZU-1", "ZZU", 2, FAR);
    refused(split.replace("\"old\":\"1\"", "\"old\":\"0\""), 422, "INVALID_ACTION", "ratio.old");
    refused(split.replace("\"new\":\"2\"", "\"new\":\"1\""), 422, "INVALID_ACTION", "ratio");
    refused(split.replace("ratio", "ration"), 422, "INVALID_ACTION", "ration");
    refused(split.replace("split\"", "delisting\""), 422, "INVALID_ACTION", "ratio");
    refused(
        split.replace("\"kind\":\"split\"", "\"kind\":\"joke\""), 422, "INVALID_ACTION", "kind");
    refused(split.replace("ZZU\"", "NOBODY\""), 404, "UNKNOWN_UNDERLYING", "underlying");
    refused(
        ActionHttp.split("ZZU-1", "ZZU", 2, ActionHttp.in(0)),
        422,
        "EFFECTIVE_TOO_SOON",
        "effectiveAt");
    refused(split.replace(":00.000Z", ":00.500Z"), 422, "INVALID_ACTION", "effectiveAt");
    given().contentType("application/json").body(split).post("/v1/actions").then().statusCode(401);
    given().get("/v1/actions?underlying=ZZU").then().body("items", empty());
    given()
        .get("/v1/assets/CH0918273662")
        .then()
        .body("version", equalTo(1))
        .body("pendingMultiplier", nullValue());
  }

  private static void refused(String body, int status, String code, String field) {
    ActionHttp.announce(body)
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("field", equalTo(field));
  }

  @Test
  void aTickerChangeIsScheduledWithItsAliasAndCanBeTakenBack() throws Exception {
    ActionHttp.putAsset("CH0011075394", "ZZZ");
    String change =
        """
        {"id":"%s","kind":"ticker_change","underlying":"ZZZ","newTicker":"%s",
         "newName":"%s plc","effectiveAt":"%s"}
        """;
    ActionHttp.announce(change.formatted("ZZZ-1", "ZZY", "Later", FAR)).then().statusCode(201);
    given()
        .get("/v1/underlyings/ZZZ?asOf=2999-06-01T00:00:00Z")
        .then()
        .body("ticker", equalTo("ZZY"))
        .body("name", equalTo("Later plc"))
        .body("aliases.value", equalTo(List.of("ZZZ", "ZZZ plc")))
        .body("aliases[0].until", equalTo("2998-12-31"));
    ActionHttp.announce(change.formatted("ZZZ-2", "ZZX", "Other", FAR))
        .then()
        .statusCode(409)
        .body("code", equalTo("OVERLAPPING_ACTION"));

    ActionHttp.registrar()
        .delete("/v1/actions/ZZZ-1?reason=the issuer changed its mind")
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelled"))
        .body("reason", equalTo("the issuer changed its mind"));
    ActionHttp.registrar().delete("/v1/actions/ZZZ-1").then().body("version", equalTo(2));
    given()
        .get("/v1/underlyings/ZZZ?asOf=2999-06-01T00:00:00Z")
        .then()
        .body("ticker", equalTo("ZZZ"));
    given().get("/v1/actions/ZZZ-1/versions").then().body("items", hasSize(2));

    ActionHttp.announce(change.formatted("ZZZ-3", "ZZW", "Now", Rfc3339.format(ActionHttp.in(4))))
        .then()
        .statusCode(201);
    ActionHttp.await("ZZZ-3", "completed", () -> {});
    // Reads follow the clock within a second.
    ActionHttp.awaitStatus("/v1/underlyings/ZZW", 200);
    given()
        .get("/v1/underlyings/ZZW")
        .then()
        .body("key", equalTo("ZZZ"))
        .body("name", equalTo("Now plc"));
    ActionHttp.registrar()
        .delete("/v1/actions/ZZZ-3")
        .then()
        .statusCode(409)
        .body("code", equalTo("TOO_LATE"));
    given()
        .get("/v1/actions?underlying=ZZW&state=completed")
        .then()
        .body("items.id", equalTo(List.of("ZZZ-3")));
  }

  @Test
  void whatTokensDoNotShowIsOnlyRecorded() throws Exception {
    ActionHttp.putAsset("DE0007164600", "ZZAE");
    ActionHttp.announce(
            """
            {"id":"ZZAE-DVCA","kind":"cash_dividend","underlying":"ZZAE",
             "cash":{"amount":"0.2600","currency":"USD"},"recordDate":"2026-02-09",
             "paymentDate":"2026-02-12","effectiveAt":"2026-02-12T00:00:00Z"}
            """)
        .then()
        .statusCode(201)
        .body("cash.amount", equalTo("0.2600"))
        .body("assets", empty());
    ActionHttp.await("ZZAE-DVCA", "completed", () -> {});
    given().get("/v1/assets/DE0007164600").then().body("version", equalTo(1));
    given()
        .get("/v1/actions?kind=cash_dividend&underlying=ZZAE&limit=1")
        .then()
        .body("items.id", hasItem("ZZAE-DVCA"))
        .body("nextCursor", nullValue());
    String first =
        given()
            .get("/v1/actions?limit=1")
            .then()
            .body("items", hasSize(1))
            .extract()
            .path("items[0].id");
    assertThat(first).isNotBlank();
  }
}
