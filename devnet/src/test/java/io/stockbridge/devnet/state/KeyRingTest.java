package io.stockbridge.devnet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.testsupport.TokenIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
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
  void issuesTokensThatItsOwnKeyVerifies() throws Exception {
    KeyRing keys = new KeyRing(folder);
    JwtClaims claims = claims(keys.token("issuer"), keys);
    assertThat(claims.getSubject()).isEqualTo("local-issuer");
    assertThat(claims.getStringListClaimValue("groups")).containsExactly("issuer");
    assertThat(claims(new KeyRing(folder).token("ann", "registrar"), keys).getSubject())
        .isEqualTo("ann");
  }

  private static JwtClaims claims(String token, KeyRing keys) throws Exception {
    byte[] encoded =
        Base64.getDecoder().decode(keys.tokenIssuer().settings().get("mp.jwt.verify.publickey"));
    return new JwtConsumerBuilder()
        .setVerificationKey(
            KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)))
        .setExpectedIssuer(TokenIssuer.ISSUER)
        .setExpectedAudience(TokenIssuer.AUDIENCE)
        .setRequireExpirationTime()
        .build()
        .processToClaims(token);
  }
}
