package io.stockbridge.devnet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyRingTest {

  @TempDir Path folder;

  @Test
  void keepsEachKeyAndShowsItToItsOwnerOnly() throws Exception {
    KeyRing keys = new KeyRing(folder);
    Bytes32 secret = keys.evmSecret("relayer");
    assertThat(new KeyRing(folder).evmSecret("relayer")).isEqualTo(secret);
    assertThat(new KeyRing(folder).solana("relayer").publicKey())
        .isEqualTo(keys.solana("relayer").publicKey());
    assertThat(new KeyRing(folder).seed("registrar").publicKey())
        .isEqualTo(keys.seed("registrar").publicKey());
    for (Path file :
        new Path[] {
          keys.evmFile("relayer"), keys.solanaFile("relayer"), keys.seedFile("registrar")
        }) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void givesOneKeyToAllThatAskAtOnce() throws Exception {
    KeyRing keys = new KeyRing(folder);
    Set<String> seen = new ConcurrentSkipListSet<>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform().start(() -> seen.add(keys.evm("deployer").address().toString())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  void writesRolesUnderTheHashOfTheirTokens() {
    KeyRing keys = new KeyRing(folder);
    keys.writeTokenRoles();
    byte[] token = keys.token("issuer").getBytes(StandardCharsets.UTF_8);
    var holder = Json.read(keys.tokensFile()).path(Hex.encodeWithoutPrefix(Sha256.hash(token)));
    assertThat(holder.path("subject").asText()).isEqualTo("local-issuer");
    assertThat(holder.path("roles").get(0).asText()).isEqualTo("issuer");
  }
}
