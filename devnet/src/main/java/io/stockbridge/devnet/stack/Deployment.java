package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.testsupport.JsonRpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Deploys contracts and mints once per state folder, and writes the files that describe them. */
final class Deployment {

  private final Path project;
  private final StateFolder state;
  private final Ports ports;
  private final KeyRing keys;
  private final Progress progress;
  private final LocalNetwork network;

  Deployment(Path project, StateFolder state, Ports ports, KeyRing keys, Progress progress) {
    this.project = project;
    this.state = state;
    this.ports = ports;
    this.keys = keys;
    this.progress = progress;
    this.network = new LocalNetwork(keys);
  }

  /**
   * Deploys if the folder has no network yet.
   *
   * @throws StackException if the chains do not hold what the folder's network says
   */
  void ensure() {
    if (Files.exists(state.networkFile())) {
      requireSameChains();
      progress.line("  deployments of an earlier run found");
      return;
    }
    progress.run(
        "deployed %d assets on three chains".formatted(ListedAsset.all().size()), this::deploy);
  }

  private void deploy() {
    var evm = new EvmDeployment(project, state, keys, network);
    FutureTask<JsonNode> arbitrum =
        inBackground(
            () -> evm.deploy("arbitrum", Infrastructure.ARBITRUM_CHAIN_ID, rpc(PortName.ARBITRUM)));
    FutureTask<JsonNode> base =
        inBackground(() -> evm.deploy("base", Infrastructure.BASE_CHAIN_ID, rpc(PortName.BASE)));
    JsonNode solana =
        new SolanaDeployment(project, state, keys, network).deploy(rpc(PortName.SOLANA));
    var deployed = new LocalNetwork.Deployed(await(arbitrum), await(base), solana);
    JsonNode assets = network.assets(deployed);
    JsonNode description = network.describe(deployed);
    new ForeignLines(keys, this::rpc).write(description, assets);
    Json.write(state.localDeploymentFile(), assets);
    // Last, because its presence says that the deployment is complete.
    Json.write(state.networkFile(), description);
  }

  private URI rpc(DomainId evmChain) {
    boolean arbitrum = evmChain.value() == Infrastructure.ARBITRUM_CHAIN_ID;
    return rpc(arbitrum ? PortName.ARBITRUM : PortName.BASE);
  }

  private URI rpc(PortName chain) {
    return URI.create(ports.http(chain));
  }

  private void requireSameChains() {
    for (JsonNode chain : Json.read(state.networkFile()).path("chains")) {
      if (chain.path("kind").asText().equals("evm")) {
        boolean arbitrum = chain.path("domain").asLong() == Infrastructure.ARBITRUM_CHAIN_ID;
        String gateway = chain.path("gateway").asText();
        requireCode(rpc(arbitrum ? PortName.ARBITRUM : PortName.BASE), gateway);
      } else {
        requireAccount("multisig", chain.path("multisig").asText());
        requireAccount("group mint", chain.path("groupMint").asText());
      }
    }
  }

  private void requireCode(URI rpc, String contract) {
    try {
      String parameters = "[\"%s\",\"latest\"]".formatted(contract);
      String code =
          Json.parse(JsonRpc.call(rpc, "eth_getCode", parameters)).path("result").asText();
      if (code.length() <= 2) {
        throw new StackException(
            "the chain at %s does not hold the gateway %s of %s: run './stockbridge down --delete-state' to start afresh"
                .formatted(rpc, contract, state.networkFile()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the chain at " + rpc + " does not answer", e);
    }
  }

  private void requireAccount(String what, String address) {
    URI rpc = rpc(PortName.SOLANA);
    String parameters =
        "[\"%s\",{\"encoding\":\"base64\",\"commitment\":\"processed\"}]".formatted(address);
    JsonNode answer;
    try {
      answer = Json.parse(JsonRpc.call(rpc, "getAccountInfo", parameters));
    } catch (IOException e) {
      throw new UncheckedIOException("the Solana node at " + rpc + " does not answer", e);
    }
    if (!answer.path("result").path("value").isObject()) {
      throw new StackException(
          "the Solana node at %s does not hold the %s %s of %s, its journal in %s is not the one of this deployment: put that journal back, or run './stockbridge down --delete-state' to start afresh"
              .formatted(rpc, what, address, state.networkFile(), state.data("solana")));
    }
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("deployment").start(task);
    return task;
  }

  private static <T> T await(FutureTask<T> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while deploying", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new StackException(
          cause == null ? "the deployment failed" : String.valueOf(cause.getMessage()), e);
    }
  }
}
