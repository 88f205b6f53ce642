package io.stockbridge.devnet.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentTest {

  private static final String MULTISIG = "CktRuQ2mttgRGkXJtyksdKHjUdc2C4TgDzyB98oEzy8";
  private static final String GROUP_MINT = "LbUiWL3xVV8hTFYBVdbTNrpDo41NKS6o3LHHuDzjfcY";

  @TempDir Path folder;
  private final Set<String> accounts = ConcurrentHashMap.newKeySet();
  private HttpServer node;
  private Deployment deployment;

  @BeforeEach
  void startOnAnOldNetwork() throws Exception {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext(
        "/",
        exchange -> {
          byte[] request = exchange.getRequestBody().readAllBytes();
          String address =
              Json.parse(new String(request, StandardCharsets.UTF_8))
                  .path("params")
                  .path(0)
                  .asText();
          ObjectNode answer = Json.object();
          ObjectNode result = answer.putObject("result");
          if (accounts.contains(address)) {
            result.putObject("value").put("lamports", 1);
          } else {
            result.putNull("value");
          }
          byte[] body = Json.line(answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    node.start();
    var state = new StateFolder(folder);
    ObjectNode network = Json.object();
    network
        .putArray("chains")
        .addObject()
        .put("kind", "solana")
        .put("multisig", MULTISIG)
        .put("groupMint", GROUP_MINT);
    Json.write(state.networkFile(), network);
    Ports ports =
        Ports.choose(
            Map.of(PortName.SOLANA, node.getAddress().getPort()),
            Map.of(),
            Map.of(),
            Optional.empty());
    deployment =
        new Deployment(
            folder,
            state,
            ports,
            new KeyRing(state.keys()),
            Progress.start(folder.resolve("progress")));
  }

  @AfterEach
  void stop() {
    node.stop(0);
  }

  @Test
  void takesAnEarlierDeploymentThatTheSolanaNodeStillHolds() {
    accounts.addAll(Set.of(MULTISIG, GROUP_MINT));
    assertThatCode(deployment::ensure).doesNotThrowAnyException();
  }

  @Test
  void namesALostJournalAndWhatToDo() {
    assertThatThrownBy(deployment::ensure)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("does not hold the multisig " + MULTISIG)
        .hasMessageContaining(folder.resolve("data/solana").toString())
        .hasMessageEndingWith("or run './stockbridge down --delete-state' to start afresh");
    accounts.add(MULTISIG);
    assertThatThrownBy(deployment::ensure)
        .hasMessageContaining("does not hold the group mint " + GROUP_MINT);
  }
}
