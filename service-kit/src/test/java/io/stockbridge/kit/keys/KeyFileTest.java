package io.stockbridge.kit.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  private static final byte[] SEED = new byte[32];

  static {
    for (int i = 0; i < SEED.length; i++) {
      SEED[i] = (byte) (200 + i);
    }
  }

  @TempDir Path folder;

  @Test
  void readsAnEvmKeyWithAndWithoutPrefix() throws IOException {
    String hex = "0123456789abcdef".repeat(4);
    assertThat(KeyFile.readEvmPrivateKey(file(hex + "\n")))
        .isEqualTo(KeyFile.readEvmPrivateKey(file("0x" + hex)));
  }

  @Test
  void readsAnEd25519Seed() throws IOException {
    Path file = file(Base64.getEncoder().encodeToString(SEED));
    assertThat(KeyFile.readEd25519Seed(file)).isEqualTo(Bytes32.ofBytes(SEED));
  }

  @Test
  void readsBothFormsOfASolanaKeyPair() throws IOException {
    byte[] pair = pair();
    String array =
        IntStream.range(0, pair.length)
            .mapToObj(i -> Integer.toString(pair[i] & 0xff))
            .collect(Collectors.joining(", ", "[", "]"));
    assertThat(KeyFile.readSolanaSeed(file(array))).isEqualTo(Bytes32.ofBytes(SEED));
    assertThat(KeyFile.readSolanaSeed(file(Base58.encode(pair)))).isEqualTo(Bytes32.ofBytes(SEED));
  }

  @Test
  void refusesAPairWhoseHalvesDoNotBelongTogether() throws IOException {
    byte[] pair = pair();
    pair[0] ^= 1;
    Path file = file(Base58.encode(pair));
    assertThatThrownBy(() -> KeyFile.readSolanaSeed(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("does not belong");
  }

  @Test
  void namesTheFileAndNeverItsContent() throws IOException {
    Path file = file("topsecret");
    assertThatThrownBy(() -> KeyFile.readEvmPrivateKey(file))
        .hasMessage("not 32 bytes in hex: " + file);
    assertThatThrownBy(() -> KeyFile.readEd25519Seed(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessageNotContaining("topsecret");
    assertThatThrownBy(() -> KeyFile.readSolanaSeed(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessageNotContaining("topsecret");
    assertThatThrownBy(() -> KeyFile.readEvmPrivateKey(folder.resolve("none")))
        .hasMessage("cannot read key file " + folder.resolve("none"));
  }

  private static byte[] pair() {
    byte[] pair = new byte[64];
    System.arraycopy(SEED, 0, pair, 0, 32);
    byte[] publicKey = new Ed25519PrivateKeyParameters(SEED).generatePublicKey().getEncoded();
    System.arraycopy(publicKey, 0, pair, 32, 32);
    return pair;
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "key", ""), content);
  }
}
