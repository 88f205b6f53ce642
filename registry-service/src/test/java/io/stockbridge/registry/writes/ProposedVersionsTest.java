package io.stockbridge.registry.writes;

import static io.restassured.RestAssured.given;
import static io.stockbridge.registry.writes.Proposers.ALICE;
import static io.stockbridge.registry.writes.Proposers.BOB;
import static io.stockbridge.registry.writes.Proposers.CAROL;
import static io.stockbridge.registry.writes.Proposers.approve;
import static io.stockbridge.registry.writes.Proposers.as;
import static io.stockbridge.registry.writes.Proposers.pathOf;
import static io.stockbridge.registry.writes.Proposers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is approved is approved for what the proposer has seen, with {@code If-Match} or without.
 */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class ProposedVersionsTest {

  private static final String ASSET = "/v1/assets/CH0918273993";
  private static final String TIME = "2999-01-04T14:30:00Z";
  private static final String SCHEDULED = ASSET + "/scheduled/" + TIME;

  @BeforeEach
  void haveAnAsset() {
    withoutProposals(
        () -> {
          if (given().get(ASSET).statusCode() == 404) {
            as(CAROL).body(asset("Seen token")).put(ASSET).then().statusCode(201);
          }
        });
  }

  @Test
  void cancellingAnActionThatWasAmendedSinceIsStale() {
    String action = "/v1/actions/SEEN-1";
    withoutProposals(
        () ->
            as(CAROL)
                .body(dividend("SEEN-1", "SEE", "2999-01-01"))
                .post("/v1/actions")
                .then()
                .statusCode(201));
    String path = pathOf(as(ALICE).delete(action));
    withoutProposals(
        () ->
            as(CAROL)
                .header("If-Match", given().get(action).header("ETag"))
                .body(dividend("SEEN-1", "SEE", "2999-05-05"))
                .put(action)
                .then()
                .statusCode(200));

    refused(as(BOB).post(path + "/approval"), 409, "PROPOSAL_STALE");
    as(BOB).get(path).then().body("state", equalTo("stale"));
    given().get(action).then().body("state", equalTo("announced"));
    approve(as(ALICE).delete(action), 200);
    given().get(action).then().body("state", equalTo("cancelled"));
  }

  @Test
  void takingBackAScheduledVersionThatWasReplacedSinceIsStale() {
    schedule("First plan");
    String path = pathOf(as(ALICE).delete(SCHEDULED));
    withoutProposals(() -> as(CAROL).delete(SCHEDULED).then().statusCode(204));
    schedule("Second plan");

    refused(as(BOB).post(path + "/approval"), 409, "PROPOSAL_STALE");
    given().get(ASSET + "?asOf=2999-02-01T00:00:00Z").then().body("name", equalTo("Second plan"));
    approve(as(ALICE).delete(SCHEDULED), 204);
  }

  @Test
  void schedulingWhereSomebodyElseHasScheduledSinceIsStale() {
    String later = ASSET + "?validFrom=2999-03-04T14:30:00Z";
    String path =
        pathOf(
            as(ALICE)
                .header("If-Match", given().get(ASSET).header("ETag"))
                .body(asset("Hers"))
                .put(later));
    withoutProposals(
        () ->
            as(CAROL)
                .header("If-Match", given().get(ASSET).header("ETag"))
                .body(asset("Somebody's"))
                .put(later)
                .then()
                .statusCode(200));

    refused(as(BOB).post(path + "/approval"), 409, "PROPOSAL_STALE");
    given().get(ASSET + "?asOf=2999-04-01T00:00:00Z").then().body("name", equalTo("Somebody's"));
  }

  @Test
  void anActionOnATickerThatMeansAnotherStockByNowIsStale() {
    String first =
        asset("Moved")
            .replace("SEE", "MVD")
            .replace("eeffe", "eeffd")
            .replace("{\"ticker", "{\"key\":\"MVD-1\",\"ticker");
    withoutProposals(
        () -> as(CAROL).body(first).put("/v1/assets/CH0918274009").then().statusCode(201));
    String path =
        pathOf(as(ALICE).body(dividend("SEEN-2", "MVD", "2999-01-01")).post("/v1/actions"));
    withoutProposals(
        () -> {
          rename("/v1/underlyings/MVD-1", "MVD", "MVE");
          as(CAROL)
              .body(first.replace("eeffd", "eeffc").replace("MVD-1", "MVD-2"))
              .put("/v1/assets/CH0918274017")
              .then()
              .statusCode(201);
        });

    refused(as(BOB).post(path + "/approval"), 409, "PROPOSAL_STALE");
    given().get("/v1/actions/SEEN-2").then().statusCode(404);
  }

  @Test
  void theAuditTrailSaysWhoFoundAProposalStale() {
    schedule("Audited plan");
    String path = pathOf(as(ALICE).delete(SCHEDULED));
    withoutProposals(() -> as(CAROL).delete(SCHEDULED).then().statusCode(204));
    schedule("Other plan");
    refused(as(BOB).post(path + "/approval"), 409, "PROPOSAL_STALE");

    String records = as(BOB).get("/v1/audit/records.ndjson?after=0").asString();
    String record =
        records
            .lines()
            .filter(line -> line.contains(path + "/approval"))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(record).contains("\\\"status\\\":409").contains("\\\"subject\\\":\\\"bob\\\"");
    approve(as(ALICE).delete(SCHEDULED), 204);
  }

  private static void schedule(String name) {
    withoutProposals(
        () ->
            as(CAROL)
                .header("If-Match", given().get(ASSET).header("ETag"))
                .body(asset(name))
                .put(ASSET + "?validFrom=" + TIME)
                .then()
                .statusCode(200));
  }

  private static void rename(String path, String before, String after) {
    String known = given().get(path).asString();
    as(CAROL)
        .header("If-Match", given().get(path).header("ETag"))
        .body(known.replace("\"ticker\":\"" + before, "\"ticker\":\"" + after))
        .put(path)
        .then()
        .statusCode(200);
  }

  private static String asset(String name) {
    return """
        {"issuer":"Seen","symbol":"SEEx","name":"%s","status":"active",
         "underlying":{"ticker":"SEE","name":"Seen plc"},"deployments":[
          {"caip19":"eip155:1/erc20:0x00000000000000000000000000000000000eeffe","decimals":18,
           "status":"active"}]}
        """
        .formatted(name);
  }

  private static String dividend(String id, String underlying, String recordDate) {
    return """
        {"id":"%s","kind":"cash_dividend","underlying":"%s",
         "cash":{"amount":"0.25","currency":"USD"},"recordDate":"%s"}
        """
        .formatted(id, underlying, recordDate);
  }

  private static void withoutProposals(Runnable writes) {
    QuarkusMock.installMockForType(new FourEyes(Set.of()), FourEyes.class);
    try {
      writes.run();
    } finally {
      QuarkusMock.installMockForType(new FourEyes(EnumSet.allOf(WriteKind.class)), FourEyes.class);
    }
  }
}
