package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.testsupport.ChildProcess;
import io.stockbridge.testsupport.FoundryTool;
import io.stockbridge.testsupport.JsonRpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deploys the contracts of one EVM chain with the contracts' own script. */
final class EvmDeployment {

  private static final Duration LIMIT = Duration.ofSeconds(100);
  private static final int TRIES = 3;

  /** 100,000 ether: a test account never runs out. */
  private static final String PLENTY_WEI = "0x152d02c7e14af6800000";

  private final Path project;
  private final StateFolder state;
  private final KeyRing keys;
  private final LocalNetwork network;

  EvmDeployment(Path project, StateFolder state, KeyRing keys, LocalNetwork network) {
    this.project = project;
    this.state = state;
    this.keys = keys;
    this.network = network;
  }

  /**
   * Deploys and returns what the script wrote: gateway, snapshotOracle, registry, deployedAtBlock,
   * and a token per asset.
   */
  JsonNode deploy(String chain, long chainId, URI rpc) {
    for (String account : network.evmAccountsWithMoney()) {
      give(rpc, keys.evm(account).address());
    }
    Path config = state.data("deployment").resolve(chain + "-config.json");
    Path output = state.data("deployment").resolve(chain + "-output.json");
    Json.write(config, config(chainId));
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mineEveryTransaction(rpc);
    try {
      runScript(chain, rpc, config, output);
    } finally {
      mineEverySecond(rpc);
    }
    if (!Files.exists(output)) {
      throw new StackException(
          "the deployment on %s wrote no result: see %s"
              .formatted(chain, state.log("deploy-" + chain)));
    }
    return Json.read(output);
  }

  private ObjectNode config(long chainId) {
    ObjectNode config = Json.object();
    config.put("chainId", chainId);
    config.put("environment", LocalNetwork.ENVIRONMENT);
    ArrayNode attesters = config.putArray("attesters");
    ServiceCatalogue.ATTESTERS.stream()
        .map(name -> keys.evm(name).address())
        .sorted()
        .forEach(address -> attesters.add(address.toString()));
    config.put("threshold", LocalNetwork.THRESHOLD);
    config.put("snapshotMaxValiditySeconds", 900);
    ArrayNode routes = config.putArray("routes");
    LocalNetwork.CHAIN_DOMAINS.stream().filter(domain -> domain != chainId).forEach(routes::add);
    ArrayNode assets = config.putArray("assets");
    for (ListedAsset asset : ListedAsset.all()) {
      assets
          .addObject()
          .put("isin", asset.isin().value())
          .put("name", asset.name())
          .put("symbol", asset.symbol());
    }
    config
        .putObject("bucket")
        .put("outboundShares", 1_000_000)
        .put("inboundShares", 1_000_000)
        .put("windowSeconds", 3_600);
    ArrayNode guardians = config.putArray("guardians");
    guardians.add(keys.evm("guardian").address().toString());
    ServiceCatalogue.ATTESTERS.forEach(
        name -> guardians.add(keys.evm(ServiceCatalogue.guardianOf(name)).address().toString()));
    config.putArray("registrars").add(keys.evm("registrar").address().toString());
    config.putArray("issuers").add(keys.evm(LocalNetwork.ACTIONS).address().toString());
    config.putArray("compliance").add(keys.evm("compliance").address().toString());
    config.put("governance", keys.evm("governance").address().toString());
    config.putObject("delays").put("governanceSeconds", 3_600);
    return config;
  }

  private void runScript(String chain, URI rpc, Path config, Path output) {
    Path contracts = project.resolve("contracts");
    List<String> command =
        List.of(
            FoundryTool.binary(project, "forge").toString(),
            "script",
            "script/Deploy.s.sol:Deploy",
            "--rpc-url",
            rpc.toString(),
            "--private-key",
            keys.evmSecret("deployer").toString(),
            "--broadcast",
            // Many full blocks after empty ones: the estimate from an empty block would be
            // overtaken.
            "--with-gas-price",
            "3gwei");
    Map<String, String> environment =
        Map.of(
            "FOUNDRY_PROFILE", "deploy",
            "FOUNDRY_BROADCAST", state.data("deployment").resolve("broadcast").toString(),
            "STOCKBRIDGE_DEPLOY_CONFIG", config.toString(),
            "STOCKBRIDGE_DEPLOY_OUTPUT", output.toString());
    Path log = state.log("deploy-" + chain);
    ChildProcess script = null;
    // forge now and then waits for ever for a receipt that is there. Contracts of a try that was
    // broken off belong to nobody: only what a whole try wrote is used.
    for (int attempt = 1; script == null; attempt++) {
      script =
          ended(
              ChildProcess.startIn(
                  contracts,
                  "deployment on " + chain,
                  command,
                  environment,
                  log,
                  Duration.ofSeconds(5)));
      if (script == null && attempt == TRIES) {
        throw new StackException("the deployment on " + chain + " did not end: see " + log);
      }
    }
    if (script.exitCode() != 0) {
      throw new StackException(
          "the deployment on %s failed: %s (log %s)"
              .formatted(chain, script.logTail().strip().lines().toList().getLast(), log));
    }
  }

  private static @Nullable ChildProcess ended(ChildProcess script) {
    if (Waiting.until(() -> !script.isAlive(), LIMIT, Duration.ofMillis(100))) {
      return script;
    }
    script.close();
    return null;
  }

  /**
   * The script waits for each of its transactions: a minute with a block per second, a second so.
   */
  private static void mineEveryTransaction(URI rpc) {
    control(rpc, "evm_setIntervalMining", "[0]");
    control(rpc, "evm_setAutomine", "[true]");
  }

  private static void mineEverySecond(URI rpc) {
    control(rpc, "evm_setAutomine", "[false]");
    control(rpc, "evm_setIntervalMining", "[%d]".formatted(Infrastructure.BLOCK_TIME_SECONDS));
  }

  private static void give(URI rpc, EvmAddress account) {
    control(rpc, "anvil_setBalance", "[\"%s\",\"%s\"]".formatted(account, PLENTY_WEI));
  }

  private static void control(URI rpc, String method, String parameters) {
    try {
      String answer = JsonRpc.call(rpc, method, parameters);
      if (Json.parse(answer).has("error")) {
        throw new StackException("the chain at " + rpc + " refuses " + method + ": " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the chain at " + rpc + " does not answer " + method, e);
    }
  }
}
