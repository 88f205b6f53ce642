package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.chains.rpc.FakeNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that lies beside an honest one, and answers of the real node with bytes changed. */
class SolanaHostileNodeTest {
  private static final long SEED = 20261123;

  @TempDir private static Path folder;
  private static SolanaDeployment deployment;

  @BeforeAll
  static void deploy() throws IOException {
    deployment = SolanaDeployment.start(folder);
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void raisesTheAlarmWhenOneNodeHidesTransactions() {
    SolanaDeployment.await(
        "finality of the deployment", () -> !readEvents(deployment.rpc).isEmpty());
    try (FakeNode liar = FakeNode.methods(SolanaHostileNodeTest::hideHistory)) {
      SolanaChainReader reader = reader(deployment.rpc, liar.url());
      ChainPosition head = reader.finalizedHead();
      assertThatThrownBy(() -> reader.eventsAfter(reader.startCursor(), head, 100))
          .isInstanceOf(SourceDisagreementException.class)
          .hasMessageContaining("signatures up to slot");
    }
  }

  @Test
  void readsMutatedTransactionsOrRefusesThem() {
    String signature = history().get(history().size() - 1).path("signature").asText();
    String config =
        "{\"encoding\":\"base64\",\"commitment\":\"confirmed\",\"maxSupportedTransactionVersion\":0}";
    String answer =
        SolanaDeployment.call(
                deployment.rpc, "getTransaction", "[\"" + signature + "\"," + config + "]")
            .toString();
    Random random = new Random(SEED);
    StringBuilder next = new StringBuilder(answer);
    try (FakeNode node =
        FakeNode.raw(
            (request, exchange) ->
                FakeNode.send(
                    exchange,
                    200,
                    "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                        .formatted(request.path("id"), next)))) {
      RpcQuorum quorum = quorum(node.url());
      SolanaTransactions transactions = new SolanaTransactions(deployment.chain, quorum);
      ExecutedTransaction honest = transactions.finalized(List.of(signature)).get(signature);
      assertThat(honest.signature()).isEqualTo(signature);
      int refused = 0;
      for (int i = 0; i < 400; i++) {
        next.setLength(0);
        next.append(answer);
        next.setCharAt(random.nextInt(answer.length()), (char) (' ' + random.nextInt(95)));
        SolanaTransactions fresh = new SolanaTransactions(deployment.chain, quorum);
        try {
          fresh.finalized(List.of(signature));
        } catch (ChainException e) {
          refused++;
        }
      }
      assertThat(refused).as("seed " + SEED).isBetween(100, 400);
    }
  }

  @Test
  void parsesMutatedMintsOrRefusesThem() {
    RpcQuorum quorum = quorum(deployment.rpc);
    SolanaAddress mint = deployment.mint;
    byte[] data =
        quorum
            .any("mint", node -> SolanaRpc.accounts(node, List.of(mint), "confirmed", 0))
            .accounts()
            .get(0)
            .orElseThrow()
            .bytes();
    Token2022Mint honest = Token2022Mint.parse(mint, data);
    assertThat(honest.metadataFields()).containsEntry("isin", "CH1436219187");
    assertThat(honest.metadataFields()).containsEntry("actionEpoch", "0");
    assertThat(honest.scaledUiAmount().orElseThrow().multiplier()).isEqualTo(1.0);
    assertThat(honest.mintAuthority()).contains(deployment.chain.multisig());
    assertThat(honest.group()).contains(deployment.chain.groupMint());
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = data.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(data.length) : data.length;
      try {
        Token2022Mint.parse(mint, Arrays.copyOf(mutated, length));
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed " + SEED).isBetween(1, 19_999);
  }

  private static Object hideHistory(String method, JsonNode params) {
    return method.equals("getSignaturesForAddress")
        ? List.of()
        : SolanaDeployment.call(deployment.rpc, method, params.toString());
  }

  private static List<SolanaHistory.Entry> readEvents(URI url) {
    RpcQuorum quorum = quorum(url);
    return quorum.any(
        "history", node -> SolanaHistory.of(node, deployment.mint, SolanaRpc.FINALIZED, 0));
  }

  private static JsonNode history() {
    return SolanaDeployment.call(
        deployment.rpc,
        "getSignaturesForAddress",
        "[\"" + deployment.mint + "\",{\"commitment\":\"confirmed\"}]");
  }

  private static SolanaChainReader reader(URI... urls) {
    return SolanaChainReader.open(
        deployment.chain,
        new RpcSettings(List.of(urls), 1, Duration.ofSeconds(10)),
        () -> Map.of(SolanaDeployment.AAPLX, deployment.mint));
  }

  private static RpcQuorum quorum(URI url) {
    return new RpcQuorum(
        deployment.chain.domain(), new RpcSettings(List.of(url), 1, Duration.ofSeconds(10)));
  }
}
