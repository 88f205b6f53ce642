package io.stockbridge.chains.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.proof.ProofCheck;
import io.stockbridge.protocol.proof.ProofVerifier;
import io.stockbridge.protocol.proof.RegistryProofVerifier;
import io.stockbridge.protocol.proof.TrustedRegistrar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryProofFileTest {
  private static final JsonNode VECTORS =
      ProofFile.load(Path.of("..", "vectors", "registry-proof.json"));
  private static final TrustedRegistrar TRUSTED =
      new TrustedRegistrar(
          VECTORS.at("/environment").asText(),
          VECTORS.at("/registrar/id").asText(),
          Bytes32.ofBytes(Base64.getDecoder().decode(VECTORS.at("/registrar/ed25519").asText())));

  @Test
  void everyCheckOfEveryGoodProofPasses() {
    assertThat(VECTORS.get("valid")).hasSize(15);
    for (JsonNode vector : VECTORS.get("valid")) {
      List<ProofCheck> checks = checks(vector);
      assertThat(checks.stream().map(ProofCheck::name))
          .containsExactly(
              "environment",
              "registrar-signature",
              "entry-inclusion",
              "log-checkpoint",
              "log-inclusion");
      assertThat(ProofVerifier.allPassed(checks)).as(vector.get("name").asText()).isTrue();
    }
  }

  @Test
  void namesWhatIsWrongWithEveryBrokenProof() {
    int refused = 0;
    for (JsonNode vector : VECTORS.get("broken")) {
      String name = vector.get("name").asText();
      if (vector.has("refused")) {
        assertThatThrownBy(() -> checks(vector))
            .as(name)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith(vector.get("refused").asText());
        refused++;
      } else {
        List<String> expected = new ArrayList<>();
        vector.get("failed").forEach(check -> expected.add(check.asText()));
        assertThat(checks(vector).stream().filter(check -> !check.passed()).map(ProofCheck::name))
            .as(name)
            .containsExactlyElementsOf(expected);
      }
    }
    assertThat(refused).isEqualTo(10);
    assertThat(VECTORS.get("broken")).hasSize(37);
  }

  private static List<ProofCheck> checks(JsonNode vector) {
    return RegistryProofVerifier.verify(RegistryProofFile.read(vector.get("proof")), TRUSTED);
  }
}
