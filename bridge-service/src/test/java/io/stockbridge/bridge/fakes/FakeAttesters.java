package io.stockbridge.bridge.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.solana.SolanaMintTransaction;
import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Three attesters that answer requests with real signatures, or as a test tells them. */
public final class FakeAttesters implements AutoCloseable {
  private static final String ANSWERS = "attestation.signatures.v1";

  /** How an attester behaves. */
  public sealed interface Mood {
    record Willing() implements Mood {}

    record Silent() implements Mood {}

    record Refusing(String code, Instant retryAt) implements Mood {}

    record Forging() implements Mood {}
  }

  private final TestTopics topics;
  private final TestTopics.Follower requests;
  private final Map<String, Mood> moods = new ConcurrentHashMap<>();
  private final Map<String, Message> seen = new ConcurrentHashMap<>();
  private final FakeSolana solana;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile int copies = 1;

  public FakeAttesters(TestTopics topics, FakeSolana solana) {
    this.topics = topics;
    this.solana = solana;
    this.requests = topics.follow("bridge.attestation-requests.v1");
    TestNetwork.ATTESTERS.forEach(id -> moods.put(id, new Mood.Willing()));
    this.thread = Thread.ofPlatform().daemon().start(this::answerAll);
  }

  public void mood(String attester, Mood mood) {
    moods.put(attester, mood);
  }

  /** All answer again, once each. */
  public void allWilling() {
    TestNetwork.ATTESTERS.forEach(id -> moods.put(id, new Mood.Willing()));
    copies = 1;
  }

  /** Every answer is published as often, with one event id. */
  public void duplicateAnswers(int count) {
    copies = count;
  }

  /** Requests about that message so far. */
  public List<JsonNode> requestsFor(Message message) {
    List<JsonNode> found = new ArrayList<>();
    for (ConsumerRecord<String, String> record : requests.records()) {
      if (message.messageId().toString().equals(record.key())) {
        found.add(data(record));
      }
    }
    return found;
  }

  /** Answers one request as that attester, whatever its mood. */
  public void sign(String attester, JsonNode request) {
    answer(attester, request, new Mood.Willing());
  }

  private void answerAll() {
    int next = 0;
    while (running) {
      List<ConsumerRecord<String, String>> records = requests.records();
      for (; next < records.size(); next++) {
        JsonNode request = data(records.get(next));
        moods.forEach((id, mood) -> answer(id, request, mood));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void answer(String attester, JsonNode request, Mood mood) {
    Message message = MessageCodec.decode(Hex.decode(request.get("message").textValue()));
    seen.put(request.get("messageId").textValue(), message);
    ObjectNode answer = TestTopics.JSON.createObjectNode();
    answer.put("messageId", message.messageId().toString());
    answer.put("purpose", request.get("purpose").textValue());
    answer.put("round", request.get("round").intValue());
    answer.put("attester", attester);
    switch (mood) {
      case Mood.Silent silent -> {
        return;
      }
      case Mood.Refusing refusing -> {
        answer.put("outcome", "refused");
        answer
            .putObject("refusal")
            .put("code", refusing.code())
            .put("detail", "for the test")
            .put("retryAt", refusing.retryAt().toString());
      }
      case Mood.Willing willing -> sign(attester, request, message, answer);
      case Mood.Forging forging -> {
        sign(attester, request, message, answer);
        answer.put("attester", attester);
        answer.put(
            "signature",
            TestNetwork.RELAYER_EVM.sign(TestNetwork.seed("another digest")).toString());
      }
    }
    String record =
        topics.publish(ANSWERS, message.messageId().toString(), "AttestationAnswered", answer);
    for (int i = 1; i < copies; i++) {
      topics.publishRaw(ANSWERS, message.messageId().toString(), record);
    }
  }

  private void sign(String attester, JsonNode request, Message message, ObjectNode answer) {
    int index = TestNetwork.indexOf(attester);
    JsonNode plan = request.get("solana");
    if (plan == null || plan.isNull()) {
      answer.put("outcome", "signed");
      answer.put("scheme", "eip712");
      answer.put("signature", evmSignature(TestNetwork.EVM_KEYS.get(index), message));
      return;
    }
    solana.expect(message);
    Ed25519Key key = TestNetwork.SOLANA_KEYS.get(index);
    SolanaTransaction transaction =
        SolanaMintTransaction.build(
            TestNetwork.NETWORK.solanaChain().orElseThrow(), plan(plan), message, TestNetwork.MINT);
    if (!transaction.signers().contains(key.solanaAddress())) {
      answer.put("outcome", "ready");
      return;
    }
    answer.put("outcome", "signed");
    answer.put("scheme", "solana-tx");
    answer.put("signature", Base58.encode(key.sign(transaction.message())));
    answer.put("replaySignature", Base58.encode(TestNetwork.REPLAY.sign(transaction.message())));
  }

  private static String evmSignature(EvmKey key, Message message) {
    Bytes32 digest =
        message.destinationDomain().isCustody()
            ? Eip712Digests.redeem(Eip712Domain.neutral("test"), message.messageId())
            : Eip712Digests.mint(
                Eip712Domain.gateway(
                    "test",
                    message.destinationDomain(),
                    TestNetwork.NETWORK.evmChain(message.destinationDomain()).gateway()),
                message.messageId());
    return Hex.encode(key.sign(digest).bytes());
  }

  private static SolanaMintPlan plan(JsonNode plan) {
    List<SolanaAddress> signers = new ArrayList<>();
    plan.get("signers").forEach(signer -> signers.add(SolanaAddress.of(signer.textValue())));
    return new SolanaMintPlan(
        Bytes32.ofBytes(Base58.decode(plan.get("recentBlockhash").textValue(), 32)),
        plan.get("lastValidBlockHeight").longValue(),
        SolanaAddress.of(plan.get("feePayer").textValue()),
        signers,
        plan.get("computeUnitPriceMicroLamports").longValue(),
        plan.get("computeUnitLimit").intValue(),
        plan.get("markerRentLamports").longValue());
  }

  private static JsonNode data(ConsumerRecord<String, String> record) {
    try {
      return TestTopics.JSON.readTree(record.value()).get("data");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
    requests.close();
  }
}
