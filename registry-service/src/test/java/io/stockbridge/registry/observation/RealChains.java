package io.stockbridge.registry.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.Anvil;
import io.stockbridge.testsupport.ChildProcess;
import io.stockbridge.testsupport.FreePorts;
import io.stockbridge.testsupport.JsonRpc;
import io.stockbridge.testsupport.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network of one anvil and the Solana node with the project's own deployments of two assets. */
public final class RealChains implements QuarkusTestResourceLifecycleManager {

  public static final String APPLE = "CH1436219187";
  public static final String TESLA = "CH1436219195";
  public static final String EVM = "eip155:412346";

  /** Anvil's first account, whose key everybody knows: deployer and registrar here. */
  static final String ACCOUNT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

  private static final ObjectMapper JSON = new ObjectMapper();
  static final Duration LIMIT = Duration.ofMinutes(6);

  private static Optional<RealChains> running = Optional.empty();

  private Optional<Anvil> anvil = Optional.empty();
  private Optional<ChildProcess> node = Optional.empty();
  private JsonNode contracts = JSON.createObjectNode();
  private JsonNode mints = JSON.createObjectNode();

  /** Later than the files that name no chains. */
  @Override
  public int order() {
    return 10;
  }

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("real-chains");
      Path project = ProjectFolder.find();
      Anvil chain = Anvil.startTemporary(412346, Optional.empty());
      anvil = Optional.of(chain);
      contracts = DeploymentScripts.contracts(project, folder, chain.rpc());
      URI solana = startSolana(project, folder);
      mints = DeploymentScripts.mints(project, folder, solana);
      chain.mine(3);
      running = Optional.of(this);
      Path network = Files.writeString(folder.resolve("network.json"), network());
      Path local = Files.writeString(folder.resolve("local.json"), local());
      return Map.ofEntries(
          Map.entry("stockbridge.network-file", network.toString()),
          Map.entry("stockbridge.registry.local-deployment-file", local.toString()),
          Map.entry("stockbridge.registry.seed", "false"),
          Map.entry("stockbridge.rpc.\"412346\".urls", chain.rpc().toString()),
          Map.entry("stockbridge.rpc.\"900\".urls", solana.toString()),
          Map.entry("stockbridge.observation.tick", "1s"),
          Map.entry("stockbridge.observation.interval", "1s"),
          Map.entry("stockbridge.observation.retry", "1s"),
          Map.entry("stockbridge.drift.tick", "1s"),
          Map.entry("stockbridge.drift.interval", "1s"),
          Map.entry(
              "stockbridge.actions.evm-private-key-file",
              file(folder, "evm", DeploymentScripts.ACCOUNT_KEY)),
          Map.entry(
              "stockbridge.actions.solana-private-key-file",
              file(folder, "solana-key", DeploymentScripts.secret("payer"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(Path folder, String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Override
  public void stop() {
    node.ifPresent(ChildProcess::close);
    anvil.ifPresent(Anvil::close);
    running = Optional.empty();
  }

  /** Ends the EVM chain's node. */
  void stopContracts() {
    anvil.ifPresent(Anvil::close);
    anvil = Optional.empty();
  }

  /** The running ones. */
  public static RealChains get() {
    return running.orElseThrow();
  }

  /** As deployed. */
  public String token(String isin) {
    return field(contracts.path("assets"), isin, "token");
  }

  /** As deployed. */
  public String mint(String isin) {
    return field(mints.path("assets"), isin, "mint");
  }

  String groupMint() {
    return mints.path("groupMint").asText();
  }

  /** As deployed. */
  public String cluster() {
    return mints.path("caip2").asText();
  }

  String canonicalRegistry() {
    return contracts.path("registry").asText();
  }

  /** Adds a block to the EVM chain. */
  public void mine() {
    anvil.orElseThrow().mine(1);
  }

  /** Sends a call of the registrar and makes it final. */
  void send(String to, String data) {
    Anvil chain = anvil.orElseThrow();
    String hash =
        call(
                chain.rpc(),
                "eth_sendTransaction",
                "[{\"from\":\"%s\",\"to\":\"%s\",\"data\":\"%s\",\"gas\":\"0x4c4b40\"}]"
                    .formatted(ACCOUNT, to, data))
            .asText();
    chain.mine(3);
    JsonNode receipt = call(chain.rpc(), "eth_getTransactionReceipt", "[\"" + hash + "\"]");
    assertThat(receipt.path("status").asText()).isEqualTo("0x1");
  }

  private static String field(JsonNode list, String isin, String field) {
    try {
      JsonNode entries = list.isTextual() ? JSON.readTree(list.asText()) : list;
      for (JsonNode entry : entries) {
        if (entry.path("isin").asText().equals(isin)) {
          return entry.path(field).asText();
        }
      }
      throw new AssertionError("no " + isin + " in " + entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI startSolana(Path project, Path folder) {
    int port = FreePorts.next();
    URI rpc = URI.create("http://127.0.0.1:" + port);
    ChildProcess process =
        ChildProcess.start(
            "solana-node",
            List.of(
                "node",
                project.resolve("devnet/solana-node/dist/main.js").toString(),
                "--state",
                folder.resolve("solana").toString(),
                "--port",
                Integer.toString(port),
                "--ws-port",
                Integer.toString(FreePorts.next()),
                "--slot-ms",
                "50",
                "--finalized-slots",
                "4"),
            Map.of(),
            folder.resolve("solana.log"),
            Duration.ofSeconds(10));
    node = Optional.of(process);
    process.awaitReady(() -> JsonRpc.answers(rpc, "getHealth"), LIMIT);
    return rpc;
  }

  static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static JsonNode call(URI rpc, String method, String parameters) {
    try {
      JsonNode answer = JSON.readTree(JsonRpc.call(rpc, method, parameters));
      assertThat(answer.has("error")).as(answer.toString()).isFalse();
      return answer.path("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String network() {
    String ed25519 =
        Base64.getEncoder().encodeToString(RegistryFiles.REGISTRAR.publicKey().bytes());
    return """
        {"schema":1,"environment":"local","threshold":1,
         "attesters":[{"id":"attester-1","evm":"%s","solana":"%s","log":"%s"}],
         "custodians":[{"id":"custodian-local","ed25519":"%s"}],
         "registrar":{"id":"registrar-local","ed25519":"%s"},
         "chains":[{"domain":412346,"name":"arbitrum","kind":"evm","caip2":"eip155:412346",
           "gateway":"%s","snapshotOracle":"%s","canonicalRegistry":"%s","deployedAtBlock":%d},
          {"domain":900,"name":"solana","kind":"solana","caip2":"%s",
           "tokenProgram":"TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb",
           "memoProgram":"MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr","multisig":"%s",
           "replayAuthority":"%s","groupMint":"%s","deployedAtSlot":0}]}
        """
        .formatted(
            ACCOUNT,
            DeploymentScripts.key("attester").solanaAddress(),
            ed25519,
            ed25519,
            ed25519,
            contracts.path("gateway").asText(),
            contracts.path("snapshotOracle").asText(),
            canonicalRegistry(),
            contracts.path("deployedAtBlock").asLong(),
            cluster(),
            mints.path("multisig").asText(),
            DeploymentScripts.key("replay").solanaAddress(),
            groupMint());
  }

  private String local() {
    return "{\"assets\":[%s,%s]}"
        .formatted(
            local(APPLE, "AAPLx", "Apple xStock", "AAPL"),
            local(TESLA, "TSLAx", "Tesla xStock", "TSLA"));
  }

  private String local(String isin, String symbol, String name, String ticker) {
    return """
        {"isin":"%1$s","symbol":"%2$s","name":"%3$s","issuer":"Backed Assets",
         "underlying":{"ticker":"%4$s","name":"%3$s"},
         "deployments":[
          {"domain":412346,"caip19":"%5$s/erc20:%6$s","address":"%6$s","decimals":18},
          {"domain":900,"caip19":"%7$s/token:%8$s","address":"%8$s","decimals":8}]}
        """
        .formatted(isin, symbol, name, ticker, EVM, token(isin), cluster(), mint(isin));
  }
}
