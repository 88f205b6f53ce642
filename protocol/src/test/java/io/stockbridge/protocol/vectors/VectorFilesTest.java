package io.stockbridge.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the golden vectors equal to what this code computes, byte for byte. After an intended
 * change, write them anew with {@code -Dstockbridge.vectors.write=true} and review the difference.
 */
class VectorFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  record VectorFile(String name, Object content) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<VectorFile> files() {
    return Stream.of(
        new VectorFile("message-v1.json", MessageVectors.content()),
        new VectorFile("eip712.json", Eip712Vectors.content()),
        new VectorFile("snapshot.json", SnapshotVectors.content()),
        new VectorFile("identifiers.json", IdentifierVectors.content()),
        new VectorFile("log.json", LogVectors.content()),
        new VectorFile("registry-proof.json", RegistryProofVectors.content()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void committedVectorsAreWhatThisCodeComputes(VectorFile file) throws IOException {
    Path path =
        Path.of(System.getProperty("stockbridge.vectors", "../vectors")).resolve(file.name());
    String computed = render(file.content());
    if (Boolean.getBoolean("stockbridge.vectors.write")) {
      Files.writeString(path, computed);
    }
    assertThat(Files.readString(path, StandardCharsets.UTF_8)).isEqualTo(computed);
  }

  private static String render(Object content) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    printer.indentArraysWith(indenter);
    try {
      return JSON.writer(printer).writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
