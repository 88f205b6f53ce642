package io.stockbridge.devnet.custodian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.devnet.client.HttpAnswer;
import io.stockbridge.devnet.client.JsonHttp;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustodianServerTest {

  private static final String NETWORK =
      """
      {"schema": 1, "environment": "local", "threshold": 1,
       "attesters": [
        {"id": "attester-1", "evm": "0x0000000000000000000000000000000000000001",
         "solana": "4vJ9JU1bJJE96FWSJKvHsmmFADCg4gpZQff4P3bkLKi",
         "log": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="}],
       "custodians": [{"id": "c", "ed25519": "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM="}],
       "registrar": {"id": "r", "ed25519": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ="},
       "chains": [
        {"domain": 412346, "name": "arbitrum", "kind": "evm", "caip2": "eip155:412346",
         "gateway": "0x0000000000000000000000000000000000000003",
         "snapshotOracle": "0x0000000000000000000000000000000000000004",
         "canonicalRegistry": "0x0000000000000000000000000000000000000005",
         "deployedAtBlock": 1}]}
      """;
  private static final String ALICE = "eip155:412346:0x52908400098527886E0F7030069857D2E4169EE7";

  @TempDir Path folder;
  private HttpServer server;
  private JsonHttp http;

  @BeforeEach
  void start() {
    CustodyBooks books = CustodyBooks.open(folder.resolve("custodian/books.json"));
    var publisher =
        new StatementPublisher(
            books,
            "c",
            new KeyRing(folder.resolve("keys")).seed("custodian"),
            Map.of(),
            Clock.systemUTC(),
            Duration.ofMinutes(1));
    var desk = new RedemptionDesk(books, new JsonHttp("http://127.0.0.1:1"), "local", Set.of(), 1);
    var orders = new OrderReader(NetworkDescription.parse(NETWORK));
    server = CustodianServer.start(new Custodian(books, publisher, desk, orders, 0), 0);
    http = new JsonHttp("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static ObjectNode order() {
    return Json.object()
        .put("orderId", "ORD-1")
        .put("isin", "CH1436219187")
        .put("amountSu", "1000000000")
        .put("destination", ALICE);
  }

  private JsonNode statement() {
    String payload = http.read("/statements/latest").path("payload").asText();
    return Json.parse(new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8));
  }

  @Test
  void takesAnOrderOnceWhateverTheCaseOfItsAddressAndSettlesIt() {
    assertThat(http.post("/orders", order()).status()).isEqualTo(201);
    ObjectNode again = order().put("destination", ALICE.toLowerCase(Locale.ROOT));
    assertThat(http.post("/orders", again).status()).isEqualTo(200);
    HttpAnswer settled = http.post("/orders/settle", Json.parse("{\"orderIds\": [\"ORD-1\"]}"));
    assertThat(settled.status()).isEqualTo(200);
    JsonNode stated = statement().path("orders").get(0);
    assertThat(stated.path("destination").asText()).isEqualTo(ALICE);
    assertThat(stated.path("status").asText()).isEqualTo("settled");
  }

  @ParameterizedTest
  @CsvSource({
    "orderId, '\"\"'",
    "orderId, '\"a b\"'",
    "isin, '\"CH1436219188\"'",
    "isin, 7",
    "amountSu, '\"0\"'",
    "amountSu, '\"1.5\"'",
    "amountSu, 100",
    "actionEpoch, '\"0\"'",
    "actionEpoch, 0.5",
    "actionEpoch, -1",
    "actionEpoch, null",
    "destination, '\"eip155:1:0x52908400098527886E0F7030069857D2E4169EE7\"'",
    "destination, '\"eip155:412346:0x5290\"'",
    "destination, '\"eip155:412346:0x0000000000000000000000000000000000000000\"'",
    "destination, '\"nowhere\"'"
  })
  void refusesAnOrderThatAttestersWouldRefuseAndNamesTheField(String field, String value) {
    ObjectNode order = order();
    order.set(field, Json.parse(value));
    HttpAnswer answer = http.post("/orders", order);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asText()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.body().path("field").asText()).isEqualTo(field);
    assertThat(statement().path("orders")).isEmpty();
  }

  @Test
  void refusesOtherTermsUnderAKnownIdAsAConflict() {
    http.create("/orders", order());
    HttpAnswer answer = http.post("/orders", order().put("amountSu", "1"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("detail").asText())
        .isEqualTo("order ORD-1 was placed before with other terms");
  }

  @Test
  void refusesOrdersThatNoStatementCouldAddUp() {
    http.create("/orders", order());
    HttpAnswer answer =
        http.post(
            "/orders", order().put("orderId", "ORD-2").put("amountSu", "18446744073709551615"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("amountSu");
    assertThat(statement().path("orders")).hasSize(1);
  }

  @Test
  void refusesWhatIsNoObjectAndOrdersThatItDoesNotKnow() {
    assertThat(http.post("/orders", Json.parse("[]")).body().path("field").asText()).isEqualTo("$");
    HttpAnswer answer = http.post("/orders/settle", Json.parse("{\"orderIds\": [\"ORD-9\"]}"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asText()).isEqualTo("orderIds: no order ORD-9");
    assertThat(http.get("/v1/orders").status()).isEqualTo(404);
  }

  @Test
  void refusesABodyOfMoreThan64KiB() {
    HttpAnswer answer = http.post("/orders", order().put("note", "x".repeat(65_536)));
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void answersWhenItsBooksCannotBeWritten() throws Exception {
    http.create("/orders", order());
    Path books = folder.resolve("custodian");
    Files.delete(books.resolve("books.json"));
    Files.delete(books);
    Files.writeString(books, "a file where the folder should be");
    HttpAnswer answer = http.post("/accounts", Json.object().put("account", "CUST-ACC-9"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().path("code").asText()).isEqualTo("INTERNAL");
  }
}
