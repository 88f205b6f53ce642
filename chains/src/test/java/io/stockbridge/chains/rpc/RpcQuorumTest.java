package io.stockbridge.chains.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.chains.rpc.RpcQuorum.Outcome;
import io.stockbridge.protocol.identifiers.DomainId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile nodes, and agreement between several. */
class RpcQuorumTest {
  private static final DomainId DOMAIN = DomainId.of(412346);
  private static final RpcCall CALL = RpcCall.of("eth_chainId");

  private final List<FakeNode> started = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() {
    end.countDown();
    started.forEach(FakeNode::close);
  }

  @Test
  void givesTheResultOfAGoodNode() {
    assertThat(ask(quorum(1, node("0x1")))).isEqualTo("0x1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>502 Bad Gateway</body></html>",
        "",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x",
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"0x1\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":\"0x1\"}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"result\":\"0x1\"}",
        "{\"id\":1,\"result\":\"0x1\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"} {}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\",\"result\":\"0x2\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":\"no\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1},\"result\":\"0x1\"}",
        "[]",
        "null",
        "17"
      })
  void refusesAnAnswerThatIsNone(String body) {
    FakeNode node = started(FakeNode.text(200, body));
    assertThatThrownBy(() -> ask(quorum(1, node)))
        .isInstanceOf(ChainAnswerException.class)
        .hasMessageContaining(node.url().toString())
        .hasMessageContaining("eth_chainId");
  }

  @Test
  void survivesRandomBytes() {
    long seed = 20261123;
    Random random = new Random(seed);
    FakeNode node =
        started(
            FakeNode.raw(
                (request, exchange) -> {
                  byte[] bytes = new byte[1 + random.nextInt(200)];
                  random.nextBytes(bytes);
                  exchange.sendResponseHeaders(200, bytes.length);
                  exchange.getResponseBody().write(bytes);
                }));
    RpcQuorum quorum = quorum(1, node);
    for (int i = 0; i < 200; i++) {
      assertThatThrownBy(() -> ask(quorum))
          .as("seed " + seed)
          .isInstanceOf(ChainAnswerException.class);
    }
  }

  @Test
  void takesAServerErrorAsNoAnswer() {
    FakeNode node = started(FakeNode.text(503, "<html>busy</html>"));
    assertThatThrownBy(() -> ask(quorum(1, node)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("HTTP status 503");
  }

  @Test
  void takesARefusalAsNoAnswer() {
    FakeNode node =
        started(
            FakeNode.methods(
                (method, params) -> {
                  throw new FakeNode.Refusal(-32005, "limit exceeded");
                }));
    assertThatThrownBy(() -> ask(quorum(1, node)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("error -32005 \"limit exceeded\"");
  }

  @Test
  void cutsOffAnAnswerWithoutEnd() {
    FakeNode node =
        started(
            FakeNode.raw(
                (request, exchange) -> {
                  exchange.sendResponseHeaders(200, 0);
                  byte[] chunk = new byte[1 << 20];
                  Arrays.fill(chunk, (byte) ' ');
                  for (int i = 0; i < 40; i++) {
                    exchange.getResponseBody().write(chunk);
                  }
                }));
    assertThatThrownBy(() -> ask(quorum(1, node)))
        .isInstanceOf(ChainAnswerException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void givesUpOnABodyThatStalls() {
    FakeNode node =
        started(
            FakeNode.raw(
                (request, exchange) -> {
                  exchange.sendResponseHeaders(200, 0);
                  exchange.getResponseBody().write('{');
                  exchange.getResponseBody().flush();
                  await();
                }));
    RpcQuorum quorum =
        new RpcQuorum(DOMAIN, new RpcSettings(List.of(node.url()), 1, Duration.ofMillis(300)));
    long start = System.nanoTime();
    assertThatThrownBy(() -> ask(quorum))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("no answer within 300 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void raisesTheAlarmWhenTheSecondNodeLies() {
    FakeNode honest = node("0x1");
    FakeNode liar = node("0x2");
    assertThatThrownBy(() -> ask(quorum(1, honest, liar)))
        .isInstanceOf(SourceDisagreementException.class)
        .hasMessageContaining(honest.url() + " → 0x1")
        .hasMessageContaining(liar.url() + " → 0x2");
  }

  @Test
  void neverOutvotesADissenter() {
    assertThatThrownBy(() -> ask(quorum(2, node("0x1"), node("0x1"), node("0x3"))))
        .isInstanceOf(SourceDisagreementException.class);
  }

  @Test
  void goesOnWithoutADeadNodeWhileAQuorumAnswers() {
    FakeNode dead = node("0x1");
    dead.close();
    assertThat(ask(quorum(2, node("0x1"), dead, node("0x1")))).isEqualTo("0x1");
  }

  @Test
  void stopsWhenTooFewAnswer() {
    FakeNode dead = node("0x1");
    dead.close();
    assertThatThrownBy(() -> ask(quorum(2, node("0x1"), dead)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("1 of the 2 answers that are needed")
        .hasMessageContaining(dead.url().toString());
  }

  @Test
  void leavesAFailedNodeAloneForAWhile() {
    FakeNode failing = started(FakeNode.text(500, "no"));
    RpcQuorum quorum = quorum(1, node("0x1"), failing);
    for (int i = 0; i < 10; i++) {
      assertThat(ask(quorum)).isEqualTo("0x1");
    }
    assertThat(failing.requests()).isEqualTo(1);
  }

  @Test
  void believesThatSomethingIsDoneOnlyWhenAQuorumSaysSo() {
    assertThat(decided(quorum(2, node("done"), node("none"), node("none")))).isEqualTo("none");
    assertThat(decided(quorum(2, node("done"), node("none"), node("done")))).isEqualTo("done");
    assertThat(decided(quorum(2, node("done"), node("failed"), node("none")))).isEqualTo("none");
    assertThatThrownBy(() -> decided(quorum(2, node("done"), node("failed"))))
        .isInstanceOf(SourceDisagreementException.class);
    FakeNode dead = node("done");
    dead.close();
    assertThatThrownBy(() -> decided(quorum(2, node("done"), dead)))
        .isInstanceOf(ChainUnavailableException.class);
  }

  private static String decided(RpcQuorum quorum) {
    return quorum.<String>decided(
        "state",
        n -> n.result(CALL).asText(),
        state -> !state.equals("none"),
        state -> state,
        Comparator.naturalOrder());
  }

  @Test
  void takesTheMiddleOfWhatNodesSay() {
    RpcQuorum quorum = quorum(2, node("3"), node("1000000"), node("2"));
    assertThat(quorum.<Long>middle("fee", n -> n.result(CALL).asLong())).isEqualTo(3);
    assertThat(RpcQuorum.middle(List.of(7, 1, 9))).isEqualTo(7);
    assertThat(RpcQuorum.middle(List.of(1_000_000, 7))).isEqualTo(7);
  }

  @Test
  void makesFewWaitForAChainThatDoesNotAnswerAndAllGoOnWhenItDoes() throws Exception {
    AtomicBoolean silent = new AtomicBoolean(true);
    FakeNode node =
        started(
            FakeNode.methods(
                (method, params) -> {
                  if (silent.get()) {
                    await();
                  }
                  return "0x1";
                }));
    RpcQuorum quorum =
        new RpcQuorum(DOMAIN, new RpcSettings(List.of(node.url()), 1, Duration.ofSeconds(1)));
    assertThatThrownBy(() -> ask(quorum)).hasMessageContaining("no answer within");
    int callers = 20;
    List<Throwable> refusals = new CopyOnWriteArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        threads.execute(() -> refusals.add(catchThrowable(() -> ask(quorum))));
      }
    }
    assertThat(refusals)
        .hasSize(callers)
        .allSatisfy(each -> assertThat(each).isInstanceOf(ChainUnavailableException.class))
        .filteredOn(each -> each.getMessage().contains("not asked"))
        .hasSizeGreaterThanOrEqualTo(callers / 2);
    assertThat(quorum.each(RpcNode::isSilent))
        .allSatisfy(outcome -> assertThat(((Outcome.Answered<Boolean>) outcome).value()).isTrue());
    silent.set(false);
    end.countDown();
    assertThat(ask(quorum)).isEqualTo("0x1");
  }

  @Test
  void readsABatchInAnyOrder() {
    FakeNode node = started(FakeNode.methods((method, params) -> params.get(0).asInt() * 2));
    List<Integer> results =
        quorum(1, node)
            .any(
                "batch",
                n ->
                    n
                        .results(
                            List.of(
                                RpcCall.of("twice", 1),
                                RpcCall.of("twice", 2),
                                RpcCall.of("twice", 3)))
                        .stream()
                        .map(JsonNode::asInt)
                        .toList());
    assertThat(results).containsExactly(2, 4, 6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}]",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1},{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}]",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1},{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":1}]",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}"
      })
  void refusesABatchWithMissingOrRepeatedAnswers(String body) {
    RpcQuorum quorum = quorum(1, started(FakeNode.text(200, body)));
    assertThatThrownBy(() -> quorum.any("batch", n -> n.results(List.of(CALL, CALL)).size()))
        .isInstanceOf(ChainAnswerException.class);
  }

  @Test
  void hidesCredentialsOfAUrl() {
    URI secret = URI.create("http://user:password@127.0.0.1:1/v2/api-key?token=x");
    RpcQuorum quorum =
        new RpcQuorum(DOMAIN, new RpcSettings(List.of(secret), 1, Duration.ofSeconds(1)));
    assertThatThrownBy(() -> ask(quorum))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("http://127.0.0.1:1")
        .hasMessageNotContainingAny("password", "api-key", "token");
  }

  private static String ask(RpcQuorum quorum) {
    return quorum.agree(
        "chain id", node -> new JsonFields(node, "eth_chainId").text("result", node.result(CALL)));
  }

  private FakeNode node(String chainId) {
    return started(FakeNode.methods((method, params) -> chainId));
  }

  private FakeNode started(FakeNode node) {
    started.add(node);
    return node;
  }

  private static RpcQuorum quorum(int quorum, FakeNode... nodes) {
    List<URI> urls = Arrays.stream(nodes).map(FakeNode::url).toList();
    return new RpcQuorum(DOMAIN, new RpcSettings(urls, quorum, Duration.ofSeconds(10)));
  }

  private void await() {
    try {
      assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
