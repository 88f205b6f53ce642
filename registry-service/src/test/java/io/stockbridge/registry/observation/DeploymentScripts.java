package io.stockbridge.registry.observation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.testsupport.ChildProcess;
import io.stockbridge.testsupport.FoundryTool;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the project's own deployments of contracts and mints, for two assets. */
final class DeploymentScripts {

  static final String ACCOUNT_KEY =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  private static final ObjectMapper JSON = new ObjectMapper();

  private DeploymentScripts() {}

  static JsonNode contracts(Path project, Path folder, URI rpc) throws IOException {
    Path config = Files.writeString(folder.resolve("evm.json"), contractsConfig());
    Path out = folder.resolve("evm-out.json");
    run(
        project.resolve("contracts"),
        folder.resolve("forge.log"),
        Map.of(
            "FOUNDRY_PROFILE", "deploy",
            "FOUNDRY_BROADCAST", folder.resolve("broadcast").toString(),
            "STOCKBRIDGE_DEPLOY_CONFIG", config.toString(),
            "STOCKBRIDGE_DEPLOY_OUTPUT", out.toString()),
        FoundryTool.binary(project, "forge").toString(),
        "script",
        "script/Deploy.s.sol:Deploy",
        "--rpc-url",
        rpc.toString(),
        "--private-key",
        ACCOUNT_KEY,
        "--broadcast",
        "--with-gas-price",
        "3gwei");
    return JSON.readTree(Files.readString(out));
  }

  private static String contractsConfig() {
    return """
        {"chainId":412346,"environment":"local","attesters":["%1$s"],"threshold":1,
         "snapshotMaxValiditySeconds":900,"routes":[900],"assets":[%2$s],
         "bucket":{"outboundShares":1000000,"inboundShares":1000000,"windowSeconds":3600},
         "guardians":["%1$s"],"registrars":["%1$s"],"issuers":["%1$s"],"compliance":["%1$s"],
         "governance":"%1$s","delays":{"governanceSeconds":3600}}
        """
        .formatted(RealChains.ACCOUNT, String.join(",", assets()));
  }

  private static List<String> assets() {
    return List.of(
        "{\"isin\":\"%s\",\"name\":\"Apple xStock\",\"symbol\":\"AAPLx\",\"uri\":\"https://example.com/a\"}"
            .formatted(RealChains.APPLE),
        "{\"isin\":\"%s\",\"name\":\"Tesla xStock\",\"symbol\":\"TSLAx\",\"uri\":\"https://example.com/t\"}"
            .formatted(RealChains.TESLA));
  }

  static JsonNode mints(Path project, Path folder, URI rpc) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("solana.json"),
            """
            {"payerSecretKey":"%s","attesters":["%s"],"threshold":1,"replayAuthority":"%s",
             "compliance":"%s","seed":"evidence test","assets":[%s]}
            """
                .formatted(
                    secret("payer"),
                    key("attester").solanaAddress(),
                    key("replay").solanaAddress(),
                    key("compliance").solanaAddress(),
                    String.join(",", assets())));
    Path out = folder.resolve("solana-out.json");
    run(
        project,
        folder.resolve("mints.log"),
        Map.of(),
        "node",
        project.resolve("devnet/solana-node/dist/deploy.js").toString(),
        "--rpc",
        rpc.toString(),
        "--config",
        config.toString(),
        "--out",
        out.toString(),
        "--airdrop");
    return JSON.readTree(Files.readString(out));
  }

  private static void run(
      Path folder, Path log, Map<String, String> environment, String... command) {
    try (ChildProcess process =
        ChildProcess.startIn(
            folder, "deployment", List.of(command), environment, log, Duration.ofSeconds(5))) {
      long end = System.nanoTime() + RealChains.LIMIT.toNanos();
      while (process.isAlive() && System.nanoTime() < end) {
        RealChains.pause();
      }
      assertThat(process.isAlive()).as(process.logTail()).isFalse();
      assertThat(process.exitCode()).as(process.logTail()).isZero();
    }
  }

  static Ed25519Key key(String name) {
    return Ed25519Key.ofSeed(seed(name));
  }

  private static Bytes32 seed(String name) {
    return Bytes32.ofBytes(Sha256.hash(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Solana's 64-byte form: seed and public key. */
  static String secret(String name) {
    byte[] both = Arrays.copyOf(seed(name).bytes(), 64);
    System.arraycopy(key(name).publicKey().bytes(), 0, both, 32, 32);
    return Base58.encode(both);
  }
}
