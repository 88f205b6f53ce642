package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.SignedNote;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import io.stockbridge.protocol.merkle.Rfc6962Tree;
import io.stockbridge.protocol.proof.ProofCheck;
import io.stockbridge.protocol.proof.RegistryProof;
import io.stockbridge.protocol.proof.RegistryProof.SignedState;
import io.stockbridge.protocol.proof.RegistryProofVerifier;
import io.stockbridge.protocol.proof.SupplyProof.LogInclusion;
import io.stockbridge.protocol.proof.TrustedRegistrar;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import io.stockbridge.protocol.state.StateHeader;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class SignedStatesTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ISIN = "CH0038863350";
  private static final String IMPOSTOR =
      "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:XsNvdAgA3kL9jT2M1K6X8wR5qP7Z4vC2bN0mQ9yU8eF";
  private static final TrustedRegistrar TRUSTED =
      new TrustedRegistrar("local", "registrar-local", RegistryFiles.REGISTRAR.publicKey());

  @Inject Transactions transactions;

  @Test
  void everyEntryIsInTheRootThatTheRegistrarSigned() {
    JsonPath state = latest();
    StateHeader header = StateHeader.parse(state.getString("header"));
    String entries =
        given()
            .get("/v1/states/" + header.number() + "/entries")
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString();

    Rfc6962Tree tree = new Rfc6962Tree();
    entries.lines().forEach(line -> tree.appendLeafHash(StateEntry.leafHash(line)));
    assertThat(tree.root()).isEqualTo(header.root());
    assertThat(header.entries()).isEqualTo(tree.size());
    assertThat(
            new SignedState(header, state.getString("signature"), state.getString("keyId"))
                .isSignedBy(TRUSTED.publicKey()))
        .isTrue();
    assertThat(state.getLong("number")).isEqualTo(header.number());
    assertThat(state.getString("root")).isEqualTo(header.root().toString());
    assertThat(state.getString("hash")).isEqualTo(header.hash().toString());
    assertThat(entries.lines().filter(line -> line.endsWith("\"kind\":\"impostor\"}"))).hasSize(16);
  }

  @Test
  void provesAnyEntryByAnyOfItsNames() {
    assertThat(name("instrument/CH1436219187")).isEqualTo("instrument/CH1436219187");
    assertThat(name("isin/CH1436219187")).isEqualTo("instrument/CH1436219187");
    assertThat(name("isin/US0378331005")).isEqualTo("underlying/AAPL");
    assertThat(name("ticker/aapl")).isEqualTo("underlying/AAPL");
    assertThat(name("underlying/AAPL")).isEqualTo("underlying/AAPL");
    assertThat(name("token/eip155:412346/erc20:" + RegistryFiles.LOCAL_APPLE))
        .isEqualTo("instrument/CH1436219187");
    assertThat(name("token/eip155:42161/erc20:0x2414fae77cf726cc2287b81cf174d9828adc6636"))
        .startsWith("instrument/");
    assertThat(name("token/" + IMPOSTOR)).isEqualTo("impostor/" + IMPOSTOR);
    assertThat(name("impostor/" + IMPOSTOR)).isEqualTo("impostor/" + IMPOSTOR);
    problem("/v1/proofs/instrument/CH0000000000", 404, "UNKNOWN_ENTRY", "key");
    problem("/v1/proofs/token/nothing", 404, "UNKNOWN_ENTRY", "key");
    problem("/v1/proofs/thing/AAPL", 404, "UNKNOWN_KIND", "kind");
    problem("/v1/proofs/underlying/AAPL?state=0", 400, "INVALID_FIELD", "state");
    problem("/v1/proofs/underlying/AAPL?state=99999", 404, "UNKNOWN_STATE", "state");
    problem("/v1/states/0", 400, "INVALID_FIELD", "state");
    problem("/v1/states/x", 400, "INVALID_FIELD", "state");
    problem("/v1/states/99999", 404, "UNKNOWN_STATE", "state");
    problem("/v1/states/99999/entries", 404, "UNKNOWN_STATE", "state");
  }

  @Test
  void aChangeIsANewStateAndOldStatesStayProvable() {
    long before = latest().getLong("number");
    put("Tesla certificate", null);
    RegistryProof old = proofWith("Tesla certificate");
    long first = old.state().header().number();
    assertThat(first).isGreaterThan(before);
    assertThat(old.entry().line()).contains("\"version\":1");

    put("Tesla tracker", given().get("/v1/assets/" + ISIN).header("ETag"));
    StateHeader header = proofWith("Tesla tracker").state().header();
    assertThat(header.number()).isGreaterThan(first);

    assertThat(header.previous())
        .isEqualTo(
            StateHeader.parse(
                    given()
                        .get("/v1/states/" + (header.number() - 1))
                        .jsonPath()
                        .getString("header"))
                .hash());
    RegistryProof again = proof("instrument/" + ISIN + "?state=" + first);
    assertThat(again.entry()).isEqualTo(old.entry());
    assertThat(again.entryProof()).isEqualTo(old.entryProof());
    assertThat(again.state()).isEqualTo(old.state());
    problem("/v1/proofs/instrument/" + ISIN + "?state=" + before, 404, "UNKNOWN_ENTRY", "key");
    assertConsistent(old.log().checkpoint(), given().get("/v1/log/checkpoint").asString());
    String entries = given().get("/v1/states/" + first + "/entries").asString();
    Rfc6962Tree tree = new Rfc6962Tree();
    entries.lines().forEach(line -> tree.appendLeafHash(StateEntry.leafHash(line)));
    assertThat(tree.root()).isEqualTo(old.state().header().root());
  }

  @Test
  void statesAreOneChainWhoseLogOnlyGrows() {
    long newest = latest().getLong("number");
    Bytes32 previous = Bytes32.ZERO;
    for (long number = 1; number <= newest; number++) {
      StateHeader header =
          StateHeader.parse(given().get("/v1/states/" + number).jsonPath().getString("header"));
      assertThat(header.previous()).isEqualTo(previous);
      previous = header.hash();
    }
    problem("/v1/log/proofs/consistency?from=1", 400, "INVALID_FIELD", "to");
    problem("/v1/log/proofs/consistency?from=2&to=1", 400, "INVALID_FIELD", "from");
    problem("/v1/log/proofs/consistency?from=1&to=99999", 404, "LOG_TOO_SHORT", "to");
  }

  @Test
  void storedStatesCannotBeChanged() {
    latest();
    for (String statement :
        List.of(
            "delete from registry_state",
            "update registry_state set signature = ''",
            "delete from state_entry",
            "update state_entry set line = '{}'",
            "delete from log_leaf",
            "update log_checkpoint set note = ''")) {
      assertThatThrownBy(
              () ->
                  transactions.await(
                      PATIENCE, session -> session.createNativeQuery(statement).executeUpdate()))
          .as(statement)
          .hasStackTraceContaining("are never changed");
    }
  }

  @Test
  void answersNotModifiedWhenTheCallerHasTheBytes() {
    long number = latest().getLong("number");
    for (String path :
        List.of(
            "/v1/states/latest",
            "/v1/states/" + number + "/entries",
            "/v1/proofs/underlying/AAPL?state=1",
            "/v1/log/checkpoint")) {
      assertThat(statusWithOwnTag(path)).as(path).isEqualTo(304);
    }
    given()
        .get("/q/health/ready")
        .then()
        .body("checks.find { it.name == 'states' }.status", equalTo("UP"));
  }

  /** Asked again where another state was published between the two requests. */
  private static int statusWithOwnTag(String path) {
    int status = 0;
    for (int attempt = 0; attempt < 5 && status != 304; attempt++) {
      String tag = given().get(path).then().statusCode(200).extract().header("ETag");
      status = given().header("If-None-Match", tag).get(path).statusCode();
    }
    return status;
  }

  private static void assertConsistent(String older, String newer) {
    Checkpoint from = Checkpoint.parse(SignedNote.parse(older).text());
    Checkpoint to = Checkpoint.parse(SignedNote.parse(newer).text());
    assertThat(TRUSTED.log().hasSigned(SignedNote.parse(newer))).isTrue();
    List<Bytes32> proof =
        given()
            .get("/v1/log/proofs/consistency?from=" + from.treeSize() + "&to=" + to.treeSize())
            .jsonPath()
            .getList("proof", String.class)
            .stream()
            .map(Bytes32::of)
            .toList();
    assertThat(to.treeSize()).isGreaterThan(from.treeSize());
    assertThat(
            Rfc6962Proofs.verifyConsistency(
                from.treeSize(), from.root(), to.treeSize(), to.root(), proof))
        .isTrue();
  }

  private static JsonPath latest() {
    return awaited("/v1/states/latest", answer -> true).jsonPath();
  }

  /** States are published beside the writes, so another one may come before the one with this. */
  private static RegistryProof proofWith(String name) {
    String path = "instrument/" + ISIN;
    awaited("/v1/proofs/" + path, answer -> answer.getString("entry").contains(name));
    return proof(path);
  }

  private static Response awaited(String path, Predicate<JsonPath> wanted) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Response answer = given().get(path);
      if (answer.statusCode() == 200 && wanted.test(answer.jsonPath())) {
        return answer;
      }
      LockSupport.parkNanos(100_000_000L);
    }
    throw new AssertionError("not answered as expected: " + path);
  }

  private static String name(String path) {
    return proof(path).entry().name().toString();
  }

  /** The proof at that path, all of whose checks pass. */
  private static RegistryProof proof(String path) {
    latest();
    JsonPath file =
        given()
            .urlEncodingEnabled(false)
            .get("/v1/proofs/" + path)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    JsonPath entry = new JsonPath(file.getString("entry"));
    RegistryProof proof =
        new RegistryProof(
            new StateEntry(
                new EntryName(
                    EntryKind.ofWire(entry.getString("kind")).orElseThrow(),
                    entry.getString("key")),
                file.getString("entry")),
            file.getLong("index"),
            hashes(file, "proof"),
            new SignedState(
                StateHeader.parse(file.getString("header")),
                file.getString("signature"),
                file.getString("keyId")),
            new LogInclusion(
                file.getLong("log.index"),
                hashes(file, "log.proof"),
                file.getString("log.checkpoint")));
    assertThat(RegistryProofVerifier.verify(proof, TRUSTED)).as(path).allMatch(ProofCheck::passed);
    return proof;
  }

  private static List<Bytes32> hashes(JsonPath file, String path) {
    return file.getList(path, String.class).stream().map(Bytes32::of).toList();
  }

  private static void put(String name, String ifMatch) {
    String body =
        """
        {"issuer":"State Issuer","symbol":"TSLAs","name":"%s","status":"active",
         "underlying":{"ticker":"TSLA","isin":"US88160R1014","name":"Tesla, Inc.","mic":"XNAS"},
         "deployments":[{"caip19":"eip155:84538453/erc20:0x3333333333333333333333333333333333333333",
          "decimals":18,"status":"active","own":true,"unitModel":"erc8056"}]}
        """
            .formatted(name);
    var request =
        given()
            .header("Authorization", "Bearer " + RegistryFiles.TOKEN)
            .contentType(ContentType.JSON)
            .body(body.getBytes(StandardCharsets.UTF_8));
    int status =
        (ifMatch == null ? request : request.header("If-Match", ifMatch))
            .put("/v1/assets/" + ISIN)
            .statusCode();
    assertThat(status).isIn(200, 201);
  }

  private static void problem(String path, int status, String code, String field) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("field", equalTo(field));
  }
}
