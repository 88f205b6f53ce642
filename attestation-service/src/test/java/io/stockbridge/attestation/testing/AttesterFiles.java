package io.stockbridge.attestation.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.testsupport.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Network file, keys and tokens of attester-1 in a temporary folder. */
public final class AttesterFiles implements QuarkusTestResourceLifecycleManager {
  public static final String GUARDIAN_TOKEN = TokenIssuer.ofThisJvm().token("gina", "guardian");
  public static final String OPERATOR_TOKEN = TokenIssuer.ofThisJvm().token("olga", "operator");

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("attester");
      folder.toFile().deleteOnExit();
      return Map.of(
          "stockbridge.network-file",
          write(folder, "network.json", TestNetwork.json()),
          "stockbridge.attester.id",
          "attester-1",
          "stockbridge.attester.evm-private-key-file",
          write(folder, "evm", TestNetwork.secret("evm-1").toString()),
          "stockbridge.attester.solana-private-key-file",
          write(folder, "solana", keypair("solana-1", TestNetwork.solana(1))),
          "stockbridge.attester.replay-authority-private-key-file",
          write(folder, "replay", keypair("replay", TestNetwork.replayAuthority())),
          "stockbridge.attester.log-private-key-file",
          write(folder, "log", TestNetwork.base64(TestNetwork.secret("log-1"))),
          "stockbridge.attester.guardian-private-key-file",
          write(folder, "guardian", TestNetwork.secret("guardian-1").toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Path folder, String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static String keypair(String name, Ed25519Key key) {
    byte[] bytes = new byte[64];
    Bytes32 seed = TestNetwork.secret(name);
    System.arraycopy(seed.bytes(), 0, bytes, 0, 32);
    System.arraycopy(key.publicKey().bytes(), 0, bytes, 32, 32);
    return Base58.encode(bytes);
  }

  @Override
  public void stop() {}
}
