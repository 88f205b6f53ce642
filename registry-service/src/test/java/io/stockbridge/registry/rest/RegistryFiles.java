package io.stockbridge.registry.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.testsupport.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** The files an operator gives to a registry: network, key, local deployment. */
public final class RegistryFiles implements QuarkusTestResourceLifecycleManager {

  public static final String TOKEN = TokenIssuer.ofThisJvm().token("registrar-1", "registrar");
  static final String LOCAL_APPLE = "0x1111111111111111111111111111111111111111";
  static final String LOCAL_MINT = "So11111111111111111111111111111111111111112";
  public static final Ed25519Key REGISTRAR =
      Ed25519Key.ofSeed(Bytes32.ofBytes(Sha256.hash("test".getBytes(StandardCharsets.UTF_8))));

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("registry-test");
      byte[] seed = Sha256.hash("test".getBytes(StandardCharsets.UTF_8));
      Path key = Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(seed));
      Path network = Files.writeString(folder.resolve("network.json"), network());
      Path local = Files.writeString(folder.resolve("local.json"), local(LOCAL_APPLE));
      return Map.of(
          "stockbridge.network-file", network.toString(),
          "stockbridge.registrar.private-key-file", key.toString(),
          "stockbridge.registry.local-deployment-file", local.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // the folder is temporary
  }

  static String network() {
    String key = Base64.getEncoder().encodeToString(REGISTRAR.publicKey().bytes());
    return """
        {"schema":1,"environment":"local","threshold":2,
         "registrar":{"id":"registrar-local","ed25519":"%s"},
         "chains":[{"domain":412346,"name":"arbitrum","kind":"evm","caip2":"eip155:412346"},
          {"domain":84538453,"name":"base","kind":"evm","caip2":"eip155:84538453"},
          {"domain":900,"name":"solana","kind":"solana",
           "caip2":"solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ"}]}
        """
        .formatted(key);
  }

  static String local(String appleOnArbitrum) {
    return """
        {"assets":[{"isin":"CH1436219187","symbol":"AAPLx","name":"Apple xStock","issuer":"Backed Assets",
         "underlying":{"ticker":"AAPL","isin":"US0378331005","name":"Apple Inc.","mic":"XNAS"},
         "deployments":[
          {"domain":412346,"caip19":"eip155:412346/erc20:%s","address":"%s","decimals":18},
          {"domain":900,"caip19":"solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ/token:%s","address":"%s","decimals":8}]}]}
        """
        .formatted(appleOnArbitrum, appleOnArbitrum, LOCAL_MINT, LOCAL_MINT);
  }
}
