package io.stockbridge.registry.writes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import io.stockbridge.testsupport.TokenIssuer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who did what stays known, and a gap shows. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class AuditTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final TokenIssuer TOKENS = TokenIssuer.ofThisJvm();
  private static final int AT_ONCE = 8;
  private static final String RULES =
      """
      {"description":"audited","order":["OWN_BRIDGED","ISSUER_PREFERENCE"],
       "required":[],"issuerPreference":["Dinari"],"minimumSources":1,
       "observationsFreshForS":3600,"reason":"a test of the audit trail"}
      """;

  @Inject ObjectMapper json;
  @Inject Transactions transactions;

  @Test
  void tellsWhoWroteWhatAndWhoWasRefusedOnceEach() throws Exception {
    long before = last();
    Response written = put("audited", TOKENS.token("audit-writer", "registrar"), "audit-1");
    written.then().statusCode(201);
    put("audited", TOKENS.token("audit-writer", "registrar"), "audit-1").then().statusCode(201);
    put("audited", TOKENS.token("audit-reader", "auditor"), "audit-2").then().statusCode(403);
    put("audited", "no token", "audit-3").then().statusCode(401);

    List<JsonNode> records = new ArrayList<>();
    for (JsonNode record : recordsAfter(before)) {
      if (record.get("uri").textValue().equals("/v1/policies/audited")) {
        records.add(record);
      }
    }
    assertThat(records).hasSize(2);
    JsonNode write = records.get(0);
    assertThat(write.get("issuer").textValue()).isEqualTo(TokenIssuer.ISSUER);
    assertThat(write.get("subject").textValue()).isEqualTo("audit-writer");
    assertThat(write.get("method").textValue()).isEqualTo("PUT");
    assertThat(write.get("idempotencyKey").textValue()).isEqualTo("audit-1");
    assertThat(write.get("status").intValue()).isEqualTo(201);
    assertThat(write.get("version").intValue()).isEqualTo(1);
    assertThat(written.header("ETag")).contains(write.get("etag").textValue());
    assertThat(records.get(1).get("subject").textValue()).isEqualTo("audit-reader");
    assertThat(records.get(1).get("status").intValue()).isEqualTo(403);
    assertThat(records.get(1).get("version").isNull()).isTrue();
  }

  @Test
  void isOneChainThoughManyWriteAtOnce() throws Exception {
    String token = TOKENS.token("audit-many", "registrar");
    IntStream.range(0, AT_ONCE)
        .mapToObj(
            i -> CompletableFuture.supplyAsync(() -> put("audit-many-" + i, token, "many-" + i)))
        .toList()
        .forEach(answer -> answer.join().then().statusCode(201));

    String previous = "0".repeat(64);
    long number = 0;
    for (JsonNode item = page(0, 3); !item.get("items").isEmpty(); item = page(number, 3)) {
      for (JsonNode each : item.get("items")) {
        String text = each.get("record").textValue();
        JsonNode record = json.readTree(text);
        number++;
        assertThat(each.get("number").longValue()).isEqualTo(number);
        assertThat(record.get("number").longValue()).isEqualTo(number);
        assertThat(record.get("previous").textValue()).isEqualTo(previous);
        previous = HexFormat.of().formatHex(Sha256.hash(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(each.get("hash").textValue()).isEqualTo(previous);
      }
      assertThat(item.get("next").longValue()).isEqualTo(number);
    }
    assertThat(number).isGreaterThanOrEqualTo(AT_ONCE);
  }

  @Test
  void isExportedWholeAndFoundByTheRequestsId() throws Exception {
    String token = TOKENS.token("audit-export", "registrar");
    put("audit-export", token, "export-1").then().statusCode(201);
    Response named =
        given()
            .header("Authorization", "Bearer " + token)
            .header("X-Request-Id", "trace-7f")
            .contentType(ContentType.JSON)
            .body(RULES)
            .put("/v1/policies/audit-named");
    assertThat(named.header("X-Request-Id")).isEqualTo("trace-7f");
    String auditor = TOKENS.token("audit-reader", "auditor");
    Response export =
        given()
            .header("Authorization", "Bearer " + auditor)
            .get("/v1/audit/records.ndjson?after=0");

    assertThat(export.contentType()).startsWith("application/x-ndjson");
    long number = 0;
    String last = "";
    for (String line : export.asString().lines().toList()) {
      JsonNode item = json.readTree(line);
      number++;
      assertThat(item.get("number").longValue()).isEqualTo(number);
      last = item.get("record").textValue();
    }
    assertThat(number).isEqualTo(last());
    assertThat(json.readTree(last).get("requestId").textValue()).isEqualTo("trace-7f");
    given()
        .header("Authorization", "Bearer " + auditor)
        .get("/v1/audit/records.ndjson?after=" + number)
        .then()
        .statusCode(200)
        .body(equalTo(""));
    given().get("/v1/audit/records.ndjson").then().statusCode(401);
  }

  @Test
  void refusesToForgetToChangeAndToSkip() {
    put("audit-kept", TOKENS.token("audit-keeper", "registrar"), "kept-1").then().statusCode(201);
    for (String change :
        new String[] {
          "update audit_record set recorded_at = now()",
          "delete from audit_record",
          "truncate audit_record",
          copyOfTheLast("number + 2", "record", "hash"),
          copyOfTheLast("number + 1", "record", "hash"),
          copyOfTheLast("number + 1", next("repeat('0', 64)"), "repeat('0', 64)"),
          copyOfTheLast("number + 1", next("hash"), "repeat('0', 64)"),
        }) {
      assertThatThrownBy(
              () ->
                  transactions.await(
                      PATIENCE, session -> session.createNativeQuery(change).executeUpdate()))
          .as(change)
          .hasStackTraceContaining("audit");
    }
  }

  @Test
  void isForThoseWhoAccountForTheRegistryOnly() {
    given().get("/v1/audit").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    as("audit-nobody", "issuer").get("/v1/audit").then().statusCode(403);
    for (String role : List.of("auditor", "operator", "registrar")) {
      as("audit-" + role, role).get("/v1/audit?limit=1").then().statusCode(200);
    }
    for (String wrong : List.of("after=-1", "after=x", "limit=0", "limit=1001")) {
      as("audit-auditor", "auditor")
          .get("/v1/audit?" + wrong)
          .then()
          .statusCode(400)
          .body("code", equalTo("INVALID_FIELD"));
    }
  }

  private static String copyOfTheLast(String number, String record, String hash) {
    return "insert into audit_record (number, record, hash, recorded_at) select %s, %s, %s, now()"
            .formatted(number, record, hash)
        + " from audit_record order by number desc limit 1";
  }

  private static String next(String previous) {
    return "cast(jsonb_build_object('number', number + 1, 'previous', %s) as text)"
        .formatted(previous);
  }

  private long last() throws Exception {
    long number = 0;
    for (JsonNode page = page(0, 1000); !page.get("items").isEmpty(); page = page(number, 1000)) {
      number = page.get("next").longValue();
    }
    return number;
  }

  private List<JsonNode> recordsAfter(long number) throws Exception {
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode item : page(number, 1000).get("items")) {
      records.add(json.readTree(item.get("record").textValue()));
    }
    return records;
  }

  private JsonNode page(long after, int limit) throws Exception {
    return json.readTree(
        as("audit-reads", "auditor")
            .get("/v1/audit?after=" + after + "&limit=" + limit)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static io.restassured.specification.RequestSpecification as(String who, String role) {
    return given().header("Authorization", "Bearer " + TOKENS.token(who, role));
  }

  private static Response put(String name, String token, String key) {
    return given()
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(RULES)
        .put("/v1/policies/" + name);
  }
}
