package io.stockbridge.registry.writes;

import static io.restassured.RestAssured.given;
import static io.stockbridge.registry.writes.Proposers.ALICE;
import static io.stockbridge.registry.writes.Proposers.BOB;
import static io.stockbridge.registry.writes.Proposers.CAROL;
import static io.stockbridge.registry.writes.Proposers.approve;
import static io.stockbridge.registry.writes.Proposers.as;
import static io.stockbridge.registry.writes.Proposers.pathOf;
import static io.stockbridge.registry.writes.Proposers.putPolicy;
import static io.stockbridge.registry.writes.Proposers.refused;
import static io.stockbridge.registry.writes.Proposers.reject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import io.stockbridge.testsupport.TokenIssuer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With four eyes, what one registrar writes has its effect when another approves it. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class FourEyesTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ISIN = "CH0918273647";

  @Inject Transactions transactions;

  @BeforeEach
  void needApproval() {
    need(EnumSet.allOf(WriteKind.class));
  }

  /** For this test only: the next one has the configured bean again. */
  private static void need(Set<WriteKind> kinds) {
    QuarkusMock.installMockForType(new FourEyes(kinds), FourEyes.class);
  }

  @Test
  void aWriteWaitsForAnotherRegistrarAndIsPerformedOnce() {
    Response proposed = putPolicy(ALICE, "eyes-two", "one", null);
    proposed.then().statusCode(202).body("state", equalTo("pending"));
    String path = pathOf(proposed);
    assertThat(proposed.jsonPath().getInt("preview.version")).isEqualTo(1);
    given().get("/v1/policies/eyes-two").then().statusCode(404);
    as(ALICE).post(path + "/approval").then().statusCode(403).body("code", equalTo("OWN_PROPOSAL"));

    Response approved = as(BOB).header("Idempotency-Key", "eyes-1").post(path + "/approval");
    approved.then().statusCode(201).body("name", equalTo("eyes-two"));
    Response again = as(BOB).header("Idempotency-Key", "eyes-1").post(path + "/approval");
    again.then().statusCode(201).header(Writes.REPLAYED, equalTo("true"));
    assertThat(again.asString()).isEqualTo(approved.asString());
    refused(as(CAROL).post(path + "/approval"), 409, "PROPOSAL_DECIDED");

    given()
        .get("/v1/policies/eyes-two")
        .then()
        .body("subject", equalTo("alice"))
        .body("reason", endsWith("(approved by bob)"));
    as(CAROL)
        .get(path)
        .then()
        .body("state", equalTo("approved"))
        .body("proposer.subject", equalTo("alice"))
        .body("decision.by.subject", equalTo("bob"));
    String audited = recordWith(path + "/approval");
    assertThat(audited)
        .contains("\"subject\":\"bob\"")
        .contains("\"id\":\"" + path.substring(path.lastIndexOf('/') + 1) + "\"")
        .contains("\"issuer\":\"" + TokenIssuer.ISSUER + "\",\"subject\":\"alice\"");
  }

  @Test
  void whatWouldBeRefusedIsRefusedAndNothingIsProposed() {
    long before = count("select count(*) from write_proposal");
    putPolicy(ALICE, "eyes-bad", "one", "\"000000000000000000000000\"").then().statusCode(412);
    as(ALICE).body("{\"order\":[]}").put("/v1/policies/eyes-bad").then().statusCode(422);
    assertThat(count("select count(*) from write_proposal")).isEqualTo(before);
  }

  @Test
  void aProposalAboutAnOlderVersionIsStale() {
    need(Set.of());
    Response first = putPolicy(CAROL, "eyes-stale", "one", null);
    need(EnumSet.of(WriteKind.POLICIES));
    String path = pathOf(putPolicy(ALICE, "eyes-stale", "mine", first.header("ETag")));
    need(Set.of());
    putPolicy(CAROL, "eyes-stale", "hers", first.header("ETag")).then().statusCode(200);

    refused(as(BOB).post(path + "/approval"), 409, "PROPOSAL_STALE");
    as(BOB)
        .get(path)
        .then()
        .body("state", equalTo("stale"))
        .body("decision.reason", equalTo("VERSION_CONFLICT: it is known at this version"));
    given().get("/v1/policies/eyes-stale").then().body("description", equalTo("hers"));
  }

  @Test
  void whatHasExpiredCannotBeApproved() {
    String id = UUID.randomUUID().toString();
    execute(
        """
        insert into write_proposal (id, kind, method, uri, preview, issuer, subject, proposed_at,
          expires_at)
        values ('%s', 'actions', 'DELETE', '/v1/actions/eyes-none', 'null', 'i', 'alice',
          now() - interval '2 hours', now() - interval '1 hour')
        """
            .formatted(id));
    refused(reject(BOB, "/v1/proposals/" + id), 409, "PROPOSAL_EXPIRED");
    refused(as(BOB).post("/v1/proposals/" + id + "/approval"), 409, "PROPOSAL_EXPIRED");
    as(BOB)
        .get("/v1/proposals?state=expired&limit=1000")
        .then()
        .body("items.id", hasItem(id))
        .body("items.state", not(hasItem("pending")));
    as(BOB).get("/v1/proposals?limit=1000").then().body("items.id", not(hasItem(id)));
    refused(as(BOB).get("/v1/proposals?state=lost"), 400, "INVALID_FIELD");
    refused(as(BOB).get("/v1/proposals/1"), 404, "UNKNOWN_PROPOSAL");
  }

  @Test
  void noMoreWaitThanSomebodyReads() {
    String flood = "where subject = 'flood' and state = 'pending'";
    execute(
        """
        insert into write_proposal (id, kind, method, uri, preview, issuer, subject, proposed_at,
          expires_at)
        select gen_random_uuid(), 'actions', 'DELETE', '/v1/actions/eyes-none', 'null', 'i', 'flood',
          now(), now() + interval '1 hour' from generate_series(1, 1000)
        """);
    try {
      refused(putPolicy(ALICE, "eyes-flood", "one", null), 409, "TOO_MANY_PROPOSALS");
    } finally {
      execute(
          """
          update write_proposal set state = 'withdrawn', decider_issuer = issuer,
            decider_subject = subject, decided_at = now()
          """
              + flood);
    }
    putPolicy(ALICE, "eyes-flood", "one", null).then().statusCode(202);
  }

  @Test
  void ofManyApprovalsAtOnceOneHasItsEffect() {
    String path = pathOf(putPolicy(ALICE, "eyes-race", "one", null));
    List<Response> answers =
        Stream.of(BOB, CAROL, BOB, CAROL, BOB, CAROL)
            .map(token -> CompletableFuture.supplyAsync(() -> as(token).post(path + "/approval")))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers.stream().map(Response::statusCode).sorted())
        .containsExactly(201, 409, 409, 409, 409, 409);
    given().get("/v1/policies/eyes-race").then().body("version", equalTo(1));
  }

  @Test
  void theDatabaseRefusesThatSomebodyApprovesHisOwn() {
    String path = pathOf(putPolicy(ALICE, "eyes-own", "one", null));
    String id = path.substring(path.lastIndexOf('/') + 1);
    for (String change :
        new String[] {
          "state = 'approved', decider_issuer = issuer, decider_subject = subject,"
              + " decided_at = now()",
          "state = 'withdrawn', decider_issuer = issuer, decider_subject = 'bob',"
              + " decided_at = now()",
          "uri = '/v1/policies/other'"
        }) {
      assertThatThrownBy(
              () -> execute("update write_proposal set %s where id = '%s'".formatted(change, id)))
          .as(change)
          .hasStackTraceContaining("write_proposal");
    }
    assertThatThrownBy(() -> execute("delete from write_proposal where id = '" + id + "'"))
        .isNotNull();
    as(BOB).get(path).then().body("state", equalTo("pending")).body("decision", nullValue());
  }

  @Test
  void aFaultInsideAnApprovalLeavesTheProposalPending() {
    String path = pathOf(putPolicy(ALICE, "eyes-fault", "one", null));
    execute(
        """
        create function refuse_faulty_audit() returns trigger language plpgsql as $$
        begin
          raise exception 'a fault of the test';
        end
        $$
        """);
    execute(
        """
        create trigger faulty_audit before insert on audit_record for each row
        when (new.record like '%%%s/approval%%') execute function refuse_faulty_audit()
        """
            .formatted(path));
    try {
      as(BOB).post(path + "/approval").then().statusCode(500);
      as(BOB).get(path).then().body("state", equalTo("pending"));
      given().get("/v1/policies/eyes-fault").then().statusCode(404);
    } finally {
      execute("drop trigger faulty_audit on audit_record");
    }
    as(BOB).post(path + "/approval").then().statusCode(201);
  }

  @Test
  void eachKindOfWriteGoesThroughAProposal() {
    String asset =
        """
        {"issuer":"Eyes","symbol":"EYEx","name":"%s","status":"active",
         "underlying":{"ticker":"EYE","name":"Eyes plc"},"deployments":[
          {"caip19":"eip155:1/erc20:0x00000000000000000000000000000000000eefee","decimals":18,
           "status":"active"}]}
        """;
    String put = "/v1/assets/" + ISIN;
    Response proposed = as(ALICE).body(asset.formatted("Eyes token")).put(put + "?reason=new");
    given().get(put).then().statusCode(404);
    given().get("/v1/underlyings/EYE").then().statusCode(404);
    approve(proposed, 201);
    String tag = given().get(put).header("ETag");
    String later = "2999-01-04T14:30:00Z";
    approve(
        as(ALICE)
            .header("If-Match", tag)
            .body(asset.formatted("Eyes renamed"))
            .put(put + "?validFrom=" + later),
        200);
    given().get(put + "?asOf=2999-02-01T00:00:00Z").then().body("name", equalTo("Eyes renamed"));
    approve(as(ALICE).delete(put + "/scheduled/" + later), 204);
    given().get(put + "?asOf=2999-02-01T00:00:00Z").then().body("name", equalTo("Eyes token"));

    String stock = "/v1/underlyings/EYE";
    String known = given().get(stock).asString();
    approve(
        as(ALICE)
            .header("If-Match", given().get(stock).header("ETag"))
            .body(known.replace("Eyes plc", "Eyes group"))
            .put(stock),
        200);
    given().get(stock).then().body("name", equalTo("Eyes group"));

    String dividend =
        """
        {"id":"EYE-1","kind":"cash_dividend","underlying":"EYE",
         "cash":{"amount":"0.25","currency":"USD"},"recordDate":"%s"}
        """;
    String action = "/v1/actions/EYE-1";
    proposed = as(ALICE).body(dividend.formatted("2999-01-01")).post("/v1/actions");
    given().get(action).then().statusCode(404);
    approve(proposed, 201);
    approve(
        as(ALICE)
            .header("If-Match", given().get(action).header("ETag"))
            .body(dividend.formatted("2999-01-02"))
            .put(action),
        200);
    given().get(action).then().body("recordDate", equalTo("2999-01-02"));
    approve(as(ALICE).queryParam("reason", "not this year").delete(action), 200);
    given()
        .get(action)
        .then()
        .body("state", equalTo("cancelled"))
        .body("reason", equalTo("not this year (approved by bob)"));
  }

  @Test
  void isDecidedOnceWhateverIsTriedByWhom() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] tokens = {ALICE, BOB, CAROL};
    for (int round = 0; round < 12; round++) {
      String path = pathOf(putPolicy(ALICE, "eyes-walk-" + round, "one", null));
      String state = "pending";
      for (int step = 0; step < 5; step++) {
        boolean own = random.nextInt(3) == 0;
        String token = own ? ALICE : tokens[1 + random.nextInt(2)];
        int deed = random.nextInt(3);
        Response answer =
            switch (deed) {
              case 0 -> as(token).post(path + "/approval");
              case 1 -> reject(token, path);
              default -> as(token).delete(path);
            };
        boolean allowed = own == (deed == 2);
        int expected = !allowed ? 403 : !state.equals("pending") ? 409 : deed == 0 ? 201 : 200;
        assertThat(answer.statusCode())
            .as("seed %d %s", seed, answer.asString())
            .isEqualTo(expected);
        if (expected < 300) {
          state = List.of("approved", "rejected", "withdrawn").get(deed);
        }
        as(BOB).get(path).then().body("state", equalTo(state));
      }
      given()
          .get("/v1/policies/eyes-walk-" + round)
          .then()
          .statusCode(state.equals("approved") ? 200 : 404);
    }
  }

  /** The newest record of the audit trail about a path. */
  private String recordWith(String uri) {
    return transactions.await(
        PATIENCE,
        session ->
            session
                .createNativeQuery(
                    "select record from audit_record where cast(record as jsonb) ->> 'uri' = :uri"
                        + " order by number desc limit 1",
                    String.class)
                .setParameter("uri", uri)
                .getSingleResult());
  }

  private long count(String sql) {
    return transactions.await(
        PATIENCE, session -> session.createNativeQuery(sql, Long.class).getSingleResult());
  }

  private void execute(String sql) {
    transactions.await(PATIENCE, session -> session.createNativeQuery(sql).executeUpdate());
  }
}
