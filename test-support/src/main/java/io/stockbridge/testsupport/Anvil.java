package io.stockbridge.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A local EVM chain: Foundry's anvil, as npm installed it under {@code contracts/}. */
public final class Anvil implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Writing the chain's state at the end takes time when there is much of it. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final URI rpc;

  private Anvil(ChildProcess process, URI rpc) {
    this.process = process;
    this.rpc = rpc;
  }

  /**
   * How a chain runs.
   *
   * @param chainId EIP-155 chain id
   * @param port loopback port of JSON-RPC
   * @param blockTimeSeconds seconds between blocks; empty mines a block per transaction and none
   *     without
   * @param stateFile where the chain is kept between runs; empty keeps nothing
   * @param logFile receives what anvil prints
   */
  public record Settings(
      long chainId,
      int port,
      Optional<Integer> blockTimeSeconds,
      Optional<Path> stateFile,
      Path logFile) {}

  /**
   * Starts a chain on a free port that mines a block every second, and forgets it at the end.
   * {@code finalized} is the block two below the newest.
   */
  public static Anvil startTemporary(long chainId) {
    return startTemporary(chainId, Optional.of(1));
  }

  /** Like {@link #startTemporary(long)}; without a block time, each transaction is a block. */
  public static Anvil startTemporary(long chainId, Optional<Integer> blockTimeSeconds) {
    try {
      Path log = Files.createTempFile("stockbridge-anvil-", ".log");
      log.toFile().deleteOnExit();
      return start(
          ProjectFolder.find(),
          new Settings(chainId, FreePorts.next(), blockTimeSeconds, Optional.empty(), log));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file for anvil's log", e);
    }
  }

  /**
   * Starts a chain and waits until it answers.
   *
   * @param project checkout whose {@code contracts/node_modules} holds anvil
   * @throws IllegalStateException if anvil is not installed or does not become ready
   */
  public static Anvil start(Path project, Settings settings) {
    var command = new ArrayList<String>();
    command.add(FoundryTool.binary(project, "anvil").toString());
    command.addAll(
        List.of(
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(settings.port()),
            "--chain-id",
            Long.toString(settings.chainId()),
            "--slots-in-an-epoch",
            "1",
            "--silent"));
    settings.blockTimeSeconds().ifPresent(s -> command.addAll(List.of("--block-time", s + "")));
    settings.stateFile().ifPresent(file -> command.addAll(persistence(file)));
    String name = "anvil-" + settings.chainId();
    ChildProcess process =
        ChildProcess.start(name, command, Map.of(), settings.logFile(), STOP_LIMIT);
    URI rpc = URI.create("http://127.0.0.1:" + settings.port());
    process.awaitReady(() -> JsonRpc.answers(rpc, "eth_chainId"), START_LIMIT);
    return new Anvil(process, rpc);
  }

  /** State at recent block hashes must be readable after a restart, hence the historical states. */
  private static List<String> persistence(Path stateFile) {
    return List.of(
        "--state",
        stateFile.toString(),
        "--state-interval",
        "30",
        "--preserve-historical-states",
        "--prune-history",
        "128");
  }

  /** Address of JSON-RPC. */
  public URI rpc() {
    return rpc;
  }

  /** The process, for its id and its log. */
  public ChildProcess process() {
    return process;
  }

  /** Mines blocks at once, so that earlier ones become final. */
  public void mine(int blocks) {
    try {
      JsonRpc.call(rpc, "anvil_mine", "[\"0x" + Integer.toHexString(blocks) + "\"]");
    } catch (IOException e) {
      throw new UncheckedIOException("anvil did not mine", e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
