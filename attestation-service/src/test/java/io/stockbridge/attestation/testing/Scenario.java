package io.stockbridge.attestation.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Steps that tests share: assets, statements, issues, requests. One for the whole test run. */
public final class Scenario {
  public static final UniversalAddress HOLDER =
      EvmAddress.of("0x00000000000000000000000000000000000000b1").toUniversal();
  public static final UniversalAddress WALLET = TestNetwork.address("wallet").toUniversal();
  public static final DomainId ARBITRUM = DomainId.of(412346);
  public static final DomainId BASE = DomainId.of(84538453);
  public static final DomainId SOLANA = DomainId.of(900);

  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final AtomicLong ASSETS = new AtomicLong();
  private static final AtomicLong STATEMENTS = new AtomicLong();
  private static final Map<String, ObjectNode> POSITIONS = new TreeMap<>();
  private static final Map<String, ObjectNode> ORDERS = new TreeMap<>();

  private final ObjectMapper json = new ObjectMapper();
  private final FakeChains chains;
  private final Bus bus;

  public Scenario(FakeChains chains, Bus bus) {
    this.chains = chains;
    this.bus = bus;
  }

  /** A new asset with tokens on all three chains, known to the attester. */
  public Isin asset() {
    Isin isin = nextIsin();
    bus.publish("registry.assets.v1", isin.value(), "AssetRecorded", record(isin, 1));
    awaitOk("/v1/assets/" + isin + "/supply");
    return isin;
  }

  public static Isin nextIsin() {
    String body = String.format(Locale.ROOT, "XS%09d", ASSETS.incrementAndGet());
    for (int digit = 0; digit < 10; digit++) {
      if (Isin.isValid(body + digit)) {
        return Isin.of(body + digit);
      }
    }
    throw new AssertionError(body);
  }

  public ObjectNode record(Isin isin, long version) {
    String text =
        """
        {"schema":1,"isin":"%s","version":%d,"symbol":"TST","name":"Test",\
        "status":"active","multiplier":"1","actionEpoch":0,"deployments":[\
        {"domain":412346,"caip19":"eip155:412346/erc20:0xc1","decimals":18,"status":"active",\
        "address":"0x00000000000000000000000000000000000000c1"},\
        {"domain":84538453,"caip19":"eip155:84538453/erc20:0xc2","decimals":18,"status":"active",\
        "address":"0x00000000000000000000000000000000000000c2"},\
        {"domain":900,"caip19":"solana:test/token:mint","decimals":8,"status":"active",\
        "address":"%s"}]}"""
            .formatted(isin, version, TestNetwork.address("mint-" + isin));
    return json.createObjectNode()
        .put("record", text)
        .put(
            "signature",
            base64(TestNetwork.registrar().sign(text.getBytes(StandardCharsets.UTF_8))))
        .put("keyId", "registrar-test");
  }

  /** Delivers a statement with everything so far; {@code settled} is in whole shares. */
  public synchronized ValidatableResponse statement(Isin isin, long settled, ObjectNode... orders) {
    POSITIONS.put(
        isin.value(),
        json.createObjectNode()
            .put("isin", isin.value())
            .put("settled", Long.toString(settled))
            .put("pendingIn", "0")
            .put("pendingOut", "0"));
    for (ObjectNode order : orders) {
      ORDERS.put(order.path("orderId").asText(), order);
    }
    return deliver(statementText(STATEMENTS.incrementAndGet()));
  }

  public String statementText(long sequence) {
    ObjectNode root =
        json.createObjectNode()
            .put("schema", 1)
            .put("custodian", "custodian-test")
            .put("sequence", sequence)
            .put("asOf", Instant.now().toString());
    root.putArray("positions").addAll(new ArrayList<JsonNode>(POSITIONS.values()));
    root.putArray("orders").addAll(new ArrayList<JsonNode>(ORDERS.values()));
    root.putArray("releases");
    return root.toString();
  }

  public static long newestSequence() {
    return STATEMENTS.get();
  }

  public ValidatableResponse deliver(String text) {
    return deliver(text, TestNetwork.custodian().sign(text.getBytes(StandardCharsets.UTF_8)));
  }

  public ValidatableResponse deliver(String text, byte[] signature) {
    return given()
        .contentType("application/json")
        .body(
            Map.of(
                "payload", base64(text.getBytes(StandardCharsets.UTF_8)),
                "signature", base64(signature)))
        .post("/v1/custody/statements")
        .then();
  }

  public ObjectNode order(String id, Isin isin, long shares, String status) {
    return json.createObjectNode()
        .put("orderId", id)
        .put("isin", isin.value())
        .put("amountSu", Long.toString(shares * 100_000_000L))
        .put("actionEpoch", 0)
        .put("destination", "eip155:412346:0x00000000000000000000000000000000000000b1")
        .put("status", status);
  }

  public static Message issue(String orderId, Isin isin, long shares) {
    return message(
        MessageKind.ISSUE,
        DomainId.CUSTODY,
        ARBITRUM,
        SourceRef.custodyOrder(orderId),
        isin,
        shares,
        HOLDER);
  }

  public static Message transfer(Isin isin, DomainId to, long shares) {
    return message(
        MessageKind.TRANSFER,
        ARBITRUM,
        to,
        SourceRef.evmSequence(SEQUENCE.incrementAndGet()),
        isin,
        shares,
        to.isSolana() ? WALLET : HOLDER);
  }

  public static Message message(
      MessageKind kind,
      DomainId from,
      DomainId to,
      SourceRef ref,
      Isin isin,
      long shares,
      UniversalAddress recipient) {
    return new Message(
        kind,
        from,
        to,
        ref,
        isin,
        ShareAmount.ofSu(shares * 100_000_000L),
        ActionEpoch.ZERO,
        from.isCustody() ? UniversalAddress.ZERO : HOLDER,
        recipient);
  }

  /** An asset with that many shares issued on Arbitrum, custody twice as large. */
  public Isin issued(long shares) {
    Isin isin = asset();
    String order = "ORD-" + isin;
    statement(isin, 2 * shares, order(order, isin, shares, "settled")).statusCode(200);
    chains.arbitrum.mint(issue(order, isin, shares));
    String path = "/v1/assets/" + isin + "/supply";
    await(path, "issuedSu", Long.toString(shares * 100_000_000L));
    await(path, "verdict", "ok");
    return isin;
  }

  /** Asks for a mint and waits for the answer. */
  public JsonNode ask(Message message, String txId, int round) {
    return ask(message, message.encode(), "mint", txId, round, null);
  }

  public JsonNode ask(
      Message named, byte[] bytes, String purpose, String txId, int round, ObjectNode plan) {
    ObjectNode data = request(named, bytes, purpose, txId, round, plan);
    bus.publish(
        "bridge.attestation-requests.v1",
        named.messageId().toString(),
        "AttestationRequested",
        data);
    return bus.await(
        "AttestationAnswered",
        answer ->
            answer.path("messageId").asText().equals(named.messageId().toString())
                && answer.path("round").asInt() == round);
  }

  /** The data of a request, to be sent as it is or spoiled before. */
  public ObjectNode request(
      Message named, byte[] bytes, String purpose, String txId, int round, ObjectNode plan) {
    ObjectNode emittedAt = json.createObjectNode().put("domain", named.sourceDomain().value());
    if (txId == null) {
      emittedAt.put("orderId", "see-ref");
    } else {
      emittedAt.put("txId", txId).put("index", 0);
    }
    ObjectNode data =
        json.createObjectNode()
            .put("messageId", named.messageId().toString())
            .put("message", Hex.encode(bytes))
            .put("purpose", purpose)
            .put("round", round);
    data.set("emittedAt", emittedAt);
    data.set("solana", plan);
    return data;
  }

  public ObjectNode plan(List<Integer> signers) {
    ObjectNode plan =
        json.createObjectNode()
            .put("recentBlockhash", Base58.encode(TestNetwork.secret("blockhash").bytes()))
            .put("lastValidBlockHeight", 500)
            .put("feePayer", TestNetwork.address("relayer").toString())
            .put("computeUnitPriceMicroLamports", 1000)
            .put("computeUnitLimit", 120_000)
            .put("markerRentLamports", 890_880);
    signers.forEach(
        signer ->
            plan.withArray("signers").add(TestNetwork.solana(signer).solanaAddress().toString()));
    return plan;
  }

  public static void awaitOk(String path) {
    Instant end = Instant.now().plusSeconds(12);
    while (given().get(path).statusCode() != 200) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(path + ": " + given().get(path).asString());
      }
      Bus.pause();
    }
  }

  public static void await(String path, String field, String value) {
    Instant end = Instant.now().plusSeconds(12);
    while (!value.equals(given().get(path).jsonPath().getString(field))) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(field + " never " + value + " in " + given().get(path).asString());
      }
      Bus.pause();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
