package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.testsupport.ChildProcess;
import io.stockbridge.testsupport.JsonRpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Deploys the Solana side, multisig, group and mints, with the Solana node's own tool. */
final class SolanaDeployment {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long PLENTY_LAMPORTS = 1_000_000_000_000L;

  private final Path project;
  private final StateFolder state;
  private final KeyRing keys;
  private final LocalNetwork network;

  SolanaDeployment(Path project, StateFolder state, KeyRing keys, LocalNetwork network) {
    this.project = project;
    this.state = state;
    this.keys = keys;
    this.network = network;
  }

  /**
   * Deploys and returns what the tool wrote: caip2, multisig, groupMint, deployedAtSlot, assets.
   */
  JsonNode deploy(URI rpc) {
    for (String account : network.solanaAccountsWithMoney()) {
      airdrop(rpc, keys.solana(account).solanaAddress());
    }
    Path config = state.data("deployment").resolve("solana-config.json");
    Path output = state.data("deployment").resolve("solana-output.json");
    Json.write(config, config());
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        List.of(
            "node",
            project.resolve("devnet/solana-node/dist/deploy.js").toString(),
            "--rpc",
            rpc.toString(),
            "--config",
            config.toString(),
            "--out",
            output.toString());
    Path log = state.log("deploy-solana");
    ChildProcess tool =
        ChildProcess.start("deployment on Solana", command, Map.of(), log, Duration.ofSeconds(5));
    if (!Waiting.until(() -> !tool.isAlive(), LIMIT, Duration.ofMillis(100))) {
      tool.close();
      throw new StackException("the deployment on Solana did not end: see " + log);
    }
    if (tool.exitCode() != 0 || !Files.exists(output)) {
      throw new StackException(
          "the deployment on Solana failed: %s (log %s)"
              .formatted(tool.logTail().strip().lines().toList().getLast(), log));
    }
    return Json.read(output);
  }

  private ObjectNode config() {
    ObjectNode config = Json.object();
    SolanaAddress compliance = keys.solana("compliance").solanaAddress();
    SolanaAddress replayAuthority = keys.solana("replay-authority").solanaAddress();
    config.put("domain", LocalNetwork.SOLANA_DOMAIN);
    config.put("payerSecretKey", keys.solanaFile("deployer").toString());
    config.put("threshold", LocalNetwork.THRESHOLD);
    config.put("replayAuthority", replayAuthority.toString());
    config.put("compliance", compliance.toString());
    config.put("actionAuthority", keys.solana(LocalNetwork.ACTIONS).solanaAddress().toString());
    ArrayNode attesters = config.putArray("attesters");
    ServiceCatalogue.ATTESTERS.forEach(
        name -> attesters.add(keys.solana(name).solanaAddress().toString()));
    ArrayNode assets = config.putArray("assets");
    for (ListedAsset asset : ListedAsset.all()) {
      assets
          .addObject()
          .put("isin", asset.isin().value())
          .put("name", asset.name())
          .put("symbol", asset.symbol())
          .put("uri", "https://stockbridge.example/assets/%s.json".formatted(asset.isin()));
    }
    return config;
  }

  private static void airdrop(URI rpc, SolanaAddress account) {
    try {
      String parameters = "[\"%s\",%d]".formatted(account, PLENTY_LAMPORTS);
      String answer = JsonRpc.call(rpc, "requestAirdrop", parameters);
      if (!Json.parse(answer).has("result")) {
        throw new StackException("the Solana node gave no money to " + account + ": " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the Solana node at " + rpc + " does not answer", e);
    }
  }
}
