package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.registry.client.Answer;
import io.stockbridge.registry.client.RegistryClient;
import io.stockbridge.registry.client.RegistryException;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The clients and the programs of the documentation, against the running service. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class ExamplesTest {

  private static final Path DOCS = Path.of("..", "docs", "registry", "exports.md");
  private static final Path README = Path.of("..", "README.md");
  private static final Path SCRIPTS = Path.of("src", "test", "js", "node_modules", ".examples");
  private static final String APPLE = "0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a";

  @TestHTTPResource URI base;
  @Inject CatalogueHolder holder;

  @Test
  void programsOfTheDocumentationDoWhatItSays() throws Exception {
    JsChecks.install();
    List<String> printed = new ArrayList<>();
    for (String script : blocks(README, "js")) {
      Files.createDirectories(SCRIPTS);
      Path file = Files.writeString(SCRIPTS.resolve("example.mjs"), script);
      printed.add(run(List.of("node", file.toAbsolutePath().toString())).strip());
    }
    assertThat(printed).hasSize(3);
    assertThat(printed.get(0)).startsWith("eip155:42161/erc20:" + APPLE + " rebasing 1 " + APPLE);
    assertThat(printed.get(1))
        .isEqualTo(
            "not approved: known_not_canonical retired, use"
                + " eip155:42161/erc20:0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7");
    assertThat(printed.get(2))
        .startsWith(
            "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:XsbEhLAtcf6HdfpFZ5xEMdqW8nfAvcsP5bdudRLJzJp 8 ");
  }

  @Test
  void commandsOfTheDocumentationAnswer() throws Exception {
    List<String> commands = new ArrayList<>();
    for (Path page : List.of(DOCS, README)) {
      blocks(page, "sh").stream()
          .flatMap(String::lines)
          .filter(line -> line.contains("$REGISTRY"))
          .forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
    for (String command : commands) {
      assertThat(run(List.of("bash", "-c", command))).as(command).matches("(?s)[\\[{].*[\\]}]");
    }
  }

  @Test
  void theJavaClientResolvesVerifiesSearchesAndReadsAllPages() {
    RegistryClient client = RegistryClient.of(base);
    Answer.Resolution resolution = client.resolve("AAPL", "eip155:42161");
    assertThat(resolution.canonical().orElseThrow().address()).isEqualTo(APPLE);
    assertThat(resolution.canonical().orElseThrow().isin()).isEqualTo("CH1436219187");
    assertThat(client.resolve("AAPL", "eip155:42161")).isEqualTo(resolution);

    Answer.Verdict retired =
        client.verify("eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636");
    assertThat(retired.isCanonical()).isFalse();
    assertThat(retired.reason()).isEqualTo("retired");
    assertThat(retired.successor()).endsWith("0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7");
    assertThat(client.verify("eip155:42161/erc20:" + APPLE).isCanonical()).isTrue();
    assertThat(client.verify("eip155:1/erc20:0x0000000000000000000000000000000000000001").token())
        .isNull();

    assertThat(client.assets().map(asset -> asset.path("key").asText()).distinct().count())
        .isEqualTo(holder.catalogue().assets().size());
    assertThat(client.underlyings().count()).isEqualTo(holder.catalogue().underlyings().size());
    assertThat(client.search("aple").get(0).path("key").asText()).isEqualTo("AAPL");
    assertThat(client.asset("CH0000000000")).isEmpty();
    assertThat(catchThrowableOfType(RegistryException.class, () -> client.verify("nothing")).code())
        .isEqualTo("INVALID_TOKEN");
  }

  @Test
  void theGeneratedTypescriptClientWorks() throws Exception {
    File folder = new File("../clients/typescript");
    if (!new File(folder, "node_modules").isDirectory()) {
      JsChecks.execute(folder, Map.of(), List.of("npm", "ci", "--silent"));
    }
    JsChecks.execute(folder, Map.of(), List.of("npm", "run", "--silent", "lint"));
    assertThat(
            JsChecks.execute(
                folder, Map.of(), List.of("npm", "run", "--silent", "try", "--", base.toString())))
        .contains("client works assets=" + holder.catalogue().assets().size());
  }

  private String run(List<String> command) throws Exception {
    String url = base.toString().replaceAll("/$", "");
    return JsChecks.execute(new File("."), Map.of("REGISTRY", url), command);
  }

  private static List<String> blocks(Path page, String language) throws Exception {
    Matcher matcher =
        Pattern.compile("(?ms)^```" + language + "\n(.*?)^```").matcher(Files.readString(page));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }
}
