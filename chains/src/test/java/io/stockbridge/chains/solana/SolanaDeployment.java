package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.SolanaSignatureStatus;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import io.stockbridge.testsupport.ChildProcess;
import io.stockbridge.testsupport.FreePorts;
import io.stockbridge.testsupport.JsonRpc;
import io.stockbridge.testsupport.ProjectFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The real Token-2022 on the project's Solana node, deployed by the project's own tool. */
final class SolanaDeployment implements AutoCloseable {
  static final Isin AAPLX = Isin.of("CH1436219187");
  static final Ed25519Key RELAYER = key("relayer");
  static final Ed25519Key REPLAY_AUTHORITY = key("replay authority");
  static final Ed25519Key COMPLIANCE = key("compliance");
  static final Ed25519Key ACTIONS = key("actions");
  static final List<Ed25519Key> ATTESTERS = List.of(key("one"), key("two"), key("three"));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  final URI rpc;
  final SolanaChain chain;
  final SolanaAddress mint;
  final SolanaChainSubmitter submitter;
  private final ChildProcess node;

  private SolanaDeployment(ChildProcess node, URI rpc, JsonNode deployed) {
    this.node = node;
    this.rpc = rpc;
    this.mint = SolanaAddress.of(deployed.path("assets").get(0).path("mint").asText());
    this.chain =
        new SolanaChain(
            DomainId.SOLANA_LOCAL,
            "solana",
            Caip2.ofSolanaGenesis(call(rpc, "getGenesisHash", "[]").asText()),
            SolanaAddress.of("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"),
            SolanaAddress.of("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr"),
            SolanaAddress.of(deployed.path("multisig").asText()),
            REPLAY_AUTHORITY.solanaAddress(),
            SolanaAddress.of(deployed.path("groupMint").asText()),
            0);
    this.submitter = SolanaChainSubmitter.open(chain, settings());
  }

  RpcSettings settings() {
    return new RpcSettings(List.of(rpc), 1, Duration.ofSeconds(20));
  }

  static SolanaDeployment start(Path folder) throws IOException {
    Path source = ProjectFolder.find().resolve("devnet/solana-node");
    int port = FreePorts.next();
    URI rpc = URI.create("http://127.0.0.1:" + port);
    List<String> command =
        List.of(
            "node",
            source.resolve("dist/main.js").toString(),
            "--state",
            folder.resolve("state").toString(),
            "--port",
            Integer.toString(port),
            "--ws-port",
            Integer.toString(FreePorts.next()),
            "--slot-ms",
            "50",
            "--finalized-slots",
            "4");
    ChildProcess node =
        ChildProcess.start(
            "solana-node", command, Map.of(), folder.resolve("node.log"), Duration.ofSeconds(10));
    try {
      node.awaitReady(() -> JsonRpc.answers(rpc, "getHealth"), LIMIT);
      return deploy(folder, source, rpc, node);
    } catch (RuntimeException | IOException | AssertionError e) {
      node.close();
      throw e;
    }
  }

  private static SolanaDeployment deploy(Path folder, Path source, URI rpc, ChildProcess node)
      throws IOException {
    Path config = folder.resolve("deploy.json");
    Path out = folder.resolve("deployed.json");
    Files.writeString(config, config());
    run(folder, source, rpc, config, out);
    SolanaDeployment deployment =
        new SolanaDeployment(node, rpc, JSON.readTree(Files.readString(out)));
    deployment.airdrop(RELAYER.solanaAddress());
    return deployment;
  }

  private static void run(Path folder, Path source, URI rpc, Path config, Path out) {
    List<String> command =
        List.of(
            "node",
            source.resolve("dist/deploy.js").toString(),
            "--rpc",
            rpc.toString(),
            "--config",
            config.toString(),
            "--out",
            out.toString(),
            "--airdrop");
    try (ChildProcess deploy =
        ChildProcess.start(
            "deploy", command, Map.of(), folder.resolve("deploy.log"), Duration.ofSeconds(5))) {
      await("deployment", () -> !deploy.isAlive());
      assertThat(deploy.exitCode()).as(deploy.logTail()).isZero();
    }
  }

  private static String config() {
    List<String> attesters =
        ATTESTERS.stream().map(attester -> "\"" + attester.solanaAddress() + "\"").toList();
    return """
        {"payerSecretKey": "%s", "attesters": %s, "threshold": 2, "replayAuthority": "%s",
         "compliance": "%s", "actionAuthority": "%s", "seed": "chains test",
         "assets": [{"isin": "%s", "name": "Apple xStock", "symbol": "AAPLx", "uri": "https://example.com/AAPLx.json"}]}
        """
        .formatted(
            secret("payer"),
            attesters,
            REPLAY_AUTHORITY.solanaAddress(),
            COMPLIANCE.solanaAddress(),
            ACTIONS.solanaAddress(),
            AAPLX);
  }

  static Ed25519Key key(String name) {
    return Ed25519Key.ofSeed(seed(name));
  }

  private static Bytes32 seed(String name) {
    return Bytes32.ofBytes(Sha256.hash(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Solana's 64-byte form: seed and public key. */
  private static String secret(String name) {
    byte[] both = new byte[64];
    System.arraycopy(seed(name).bytes(), 0, both, 0, 32);
    System.arraycopy(key(name).publicKey().bytes(), 0, both, 32, 32);
    return Base58.encode(both);
  }

  void airdrop(SolanaAddress account) {
    call(rpc, "requestAirdrop", "[\"" + account + "\", 10000000000]");
    await("airdrop", () -> submitter.balance(account).signum() > 0);
  }

  /** Sends and waits until it is final; the outcome is the runtime's error, if any. */
  Optional<String> send(SolanaTransaction transaction) {
    assertThat(submitter.send(transaction)).isEqualTo(new SendOutcome.Accepted());
    await(
        "finality of " + transaction.signature(),
        () ->
            submitter
                .status(transaction.signature())
                .filter(SolanaSignatureStatus::finalized)
                .isPresent());
    return submitter.status(transaction.signature()).orElseThrow().error();
  }

  /** Mints by a message of its own, signed by two attesters. */
  void mintTo(SolanaAddress wallet, ShareAmount amount) {
    BlockhashLease lease = lease();
    List<Ed25519Key> signers = ATTESTERS.subList(0, 2);
    SolanaMintPlan plan =
        new SolanaMintPlan(
            lease.blockhash(),
            lease.lastValidBlockHeight(),
            RELAYER.solanaAddress(),
            signers.stream().map(Ed25519Key::solanaAddress).toList(),
            1_000,
            120_000,
            submitter.rentExemption(0));
    Message message =
        new Message(
            MessageKind.ISSUE,
            DomainId.CUSTODY,
            chain.domain(),
            SourceRef.custodyOrder("mint to " + wallet),
            AAPLX,
            amount,
            ActionEpoch.ZERO,
            UniversalAddress.ZERO,
            wallet.toUniversal());
    SolanaTransaction mintTransaction =
        SolanaMintTransaction.build(chain, plan, message, mint)
            .signedBy(RELAYER)
            .signedBy(REPLAY_AUTHORITY)
            .signedBy(signers.get(0))
            .signedBy(signers.get(1));
    assertThat(send(mintTransaction)).isEmpty();
  }

  BlockhashLease lease() {
    return submitter.latestBlockhash();
  }

  static void await(String what, BooleanSupplier done) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " did not come");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(what, e);
      }
    }
  }

  static JsonNode call(URI rpc, String method, String parameters) {
    try {
      JsonNode answer = JSON.readTree(JsonRpc.call(rpc, method, parameters));
      assertThat(answer.has("error")).as(answer.toString()).isFalse();
      return answer.path("result");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
