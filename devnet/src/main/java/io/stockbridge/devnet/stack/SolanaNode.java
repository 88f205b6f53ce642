package io.stockbridge.devnet.stack;

import io.stockbridge.testsupport.ChildProcess;
import io.stockbridge.testsupport.JsonRpc;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Solana JSON-RPC node on LiteSVM of {@code devnet/solana-node}, as a child process. */
final class SolanaNode implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final ChildProcess process;

  private SolanaNode(ChildProcess process) {
    this.process = process;
  }

  static SolanaNode start(Path project, int port, int webSocketPort, Path data, Path log) {
    Path program = project.resolve("devnet/solana-node/dist/main.js");
    if (!Files.isRegularFile(program)) {
      throw new StackException(
          program + " is missing: './stockbridge up' builds it; run it from the checkout");
    }
    List<String> command =
        List.of(
            "node",
            program.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--ws-port",
            Integer.toString(webSocketPort),
            "--state",
            data.toString());
    ChildProcess process = ChildProcess.start("solana", command, Map.of(), log, STOP_LIMIT);
    URI rpc = URI.create("http://127.0.0.1:" + port);
    process.awaitReady(() -> JsonRpc.answers(rpc, "getHealth"), START_LIMIT);
    return new SolanaNode(process);
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }
}
