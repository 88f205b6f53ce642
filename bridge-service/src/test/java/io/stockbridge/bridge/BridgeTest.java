package io.stockbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.stockbridge.bridge.assets.AssetStore;
import io.stockbridge.bridge.fakes.FakeAttesters;
import io.stockbridge.bridge.fakes.FakeChainPorts;
import io.stockbridge.bridge.fakes.TestNetwork;
import io.stockbridge.bridge.fakes.TestTopics;
import io.stockbridge.bridge.transfers.Reason;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferChange;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.transfer.TransferState;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every test of the running service needs. */
@QuarkusTestResource(PostgresAndKafkaResource.class)
public abstract class BridgeTest {
  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject protected FakeChainPorts ports;
  @Inject protected Database database;
  @Inject protected TransferStore transfers;
  @Inject protected AssetStore assets;

  // One set for all classes: the attesters read every request once, and their threads are daemons.
  protected static TestTopics topics;
  protected static FakeAttesters attesters;

  @BeforeEach
  void open() {
    openOnce(ports);
    if (database.inTransaction(tx -> assets.find(tx, TestNetwork.ISIN)).isEmpty()) {
      publishAsset(1);
      await(
          "the asset",
          () -> database.inTransaction(tx -> assets.find(tx, TestNetwork.ISIN)).isPresent());
    }
  }

  private static synchronized void openOnce(FakeChainPorts chains) {
    if (topics == null) {
      topics =
          new TestTopics(
              ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
      attesters = new FakeAttesters(topics, chains.solana);
    }
  }

  @AfterEach
  void close() {
    ports.faults.clear();
    ports.arbitrum.mining(true);
    ports.base.mining(true);
    ports.arbitrum.finalityLag(0);
    ports.base.finalityLag(0);
    ports.solana.finalityLag(0);
    ports.solana.dropping(false);
    ports.base.requireFee(java.math.BigInteger.ZERO);
    ports.base.reverting(java.util.Optional.empty());
    ports.arbitrum.halted(false);
    attesters.allWilling();
  }

  protected static Message message(DomainId from, DomainId to) {
    long sequence = SEQUENCE.incrementAndGet();
    SourceRef ref =
        from.isSolana()
            ? SourceRef.solanaBurn(Base58.decode(txId(from, sequence), 64), 0)
            : SourceRef.evmSequence(sequence);
    return new Message(
        to.isCustody() ? MessageKind.REDEEM : MessageKind.TRANSFER,
        from,
        to,
        ref,
        TestNetwork.ISIN,
        ShareAmount.ofSu(100 + sequence),
        ActionEpoch.ZERO,
        account(from),
        to.isCustody() ? CustodyAccount.of("CUST-1").reference() : account(to));
  }

  protected static UniversalAddress account(DomainId domain) {
    return domain.isSolana()
        ? Ed25519Key.ofSeed(TestNetwork.seed("holder")).solanaAddress().toUniversal()
        : TestNetwork.EVM_KEYS.getFirst().address().toUniversal();
  }

  /** A transaction id of that chain, the same for the same number. */
  protected static String txId(DomainId domain, long number) {
    byte[] half = Keccak256.hash(("tx" + number).getBytes(StandardCharsets.UTF_8));
    if (!domain.isSolana()) {
      return TestNetwork.seed("tx" + number).toString();
    }
    byte[] whole = new byte[64];
    System.arraycopy(half, 0, whole, 0, 32);
    System.arraycopy(half, 0, whole, 32, 32);
    return Base58.encode(whole);
  }

  /** Burns on the message's source chain. */
  protected Message burn(DomainId from, DomainId to) {
    Message message = message(from, to);
    ports.chain(from).burn(message, txId(from, message.amount().su() - 100));
    return message;
  }

  protected Transfer transfer(Message message) {
    return database
        .inTransaction(tx -> transfers.find(tx, message.messageId().toString()))
        .orElseThrow(() -> new AssertionError("no transfer " + message.messageId()));
  }

  /** Waits until the transfer shows a reason of that code. */
  protected Reason awaitReason(Message message, String code) {
    await(
        code + " of " + message.messageId(),
        () ->
            database
                .inTransaction(tx -> transfers.find(tx, message.messageId().toString()))
                .flatMap(Transfer::reason)
                .filter(reason -> reason.code().equals(code))
                .isPresent());
    return transfer(message).reason().orElseThrow();
  }

  protected List<TransferState> states(Message message) {
    return database
        .inTransaction(tx -> transfers.history(tx, message.messageId().toString()))
        .stream()
        .map(TransferChange::state)
        .toList();
  }

  protected void awaitState(Message message, TransferState state) {
    await(
        state + " of " + message.messageId(),
        () ->
            database
                .inTransaction(tx -> transfers.find(tx, message.messageId().toString()))
                .filter(transfer -> transfer.state() == state)
                .isPresent());
  }

  protected static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Publishes the asset as the registry does. */
  protected String publishAsset(long version) {
    ObjectNode record = TestTopics.JSON.createObjectNode();
    record.put("schema", 1).put("isin", TestNetwork.ISIN.value()).put("version", version);
    record.put("symbol", "AAPLx").put("name", "Apple xStock").put("status", "active");
    record.put("multiplier", "1").put("actionEpoch", 0);
    var deployments = record.putArray("deployments");
    for (DomainId domain : List.of(TestNetwork.ARBITRUM, TestNetwork.BASE)) {
      String token = TestNetwork.EVM_KEYS.get(1).address().toString();
      deployments
          .addObject()
          .put("domain", domain.value())
          .put("caip19", "eip155:" + domain + "/erc20:" + token)
          .put("address", token)
          .put("decimals", 18)
          .put("status", "active");
    }
    deployments
        .addObject()
        .put("domain", TestNetwork.SOLANA.value())
        .put("caip19", "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1/token:" + TestNetwork.MINT)
        .put("address", TestNetwork.MINT.toString())
        .put("decimals", 8)
        .put("status", "active");
    return publishAsset(record.toString(), TestNetwork.REGISTRAR);
  }

  protected String publishAsset(String record, Ed25519Key key) {
    ObjectNode data = TestTopics.JSON.createObjectNode();
    data.put("record", record);
    data.put("keyId", "registrar-local");
    data.put(
        "signature",
        Base64.getEncoder().encodeToString(key.sign(record.getBytes(StandardCharsets.UTF_8))));
    return topics.publish("registry.assets.v1", TestNetwork.ISIN.value(), "AssetRecorded", data);
  }

  /** Publishes a custody statement that lists those releases; returns its sequence. */
  protected long publishStatement(Ed25519Key key, Message... released) {
    return publishStatement(key, List.of(), released);
  }

  /** The same with orders that have settled. */
  protected long publishStatement(Ed25519Key key, List<String> settledOrders, Message... released) {
    long sequence = SEQUENCE.incrementAndGet();
    ObjectNode statement = TestTopics.JSON.createObjectNode();
    statement.put("schema", 1).put("custodian", "custodian-local").put("sequence", sequence);
    statement.put("asOf", "2026-11-23T00:00:00.000Z");
    statement.putArray("positions");
    var orders = statement.putArray("orders");
    for (String id : settledOrders) {
      orders
          .addObject()
          .put("orderId", id)
          .put("isin", TestNetwork.ISIN.value())
          .put("amountSu", "1")
          .put("actionEpoch", 0)
          .put("destination", "eip155:412346:" + TestNetwork.EVM_KEYS.get(0).address())
          .put("status", "settled");
    }
    var releases = statement.putArray("releases");
    for (Message message : released) {
      releases
          .addObject()
          .put("messageId", message.messageId().toString())
          .put("isin", message.isin().value())
          .put("amountSu", message.amount().toString())
          .put("account", "CUST-1");
    }
    byte[] payload = statement.toString().getBytes(StandardCharsets.UTF_8);
    ObjectNode data = TestTopics.JSON.createObjectNode();
    data.put("custodian", "custodian-local");
    data.put("payload", Base64.getEncoder().encodeToString(payload));
    data.put("signature", Base64.getEncoder().encodeToString(key.sign(payload)));
    topics.publish("custody.statements.v1", "custodian-local", "StatementReceived", data);
    return sequence;
  }
}
