package io.stockbridge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnvilTest {

  @TempDir Path folder;

  @Test
  void keepsBlocksAcrossARestartWhenGivenAStateFile() throws Exception {
    int port = FreePorts.next();
    var settings =
        new Anvil.Settings(
            412346,
            port,
            Optional.empty(),
            Optional.of(folder.resolve("chain.json")),
            folder.resolve("anvil.log"));
    String hash;
    try (Anvil anvil = Anvil.start(ProjectFolder.find(), settings)) {
      assertThat(JsonRpc.call(anvil.rpc(), "eth_chainId", "[]")).contains("\"0x64aba\"");
      anvil.mine(7);
      hash = JsonRpc.call(anvil.rpc(), "eth_getBlockByNumber", "[\"0x5\",false]");
    }
    try (Anvil anvil = Anvil.start(ProjectFolder.find(), settings)) {
      assertThat(JsonRpc.call(anvil.rpc(), "eth_blockNumber", "[]")).contains("\"0x7\"");
      assertThat(JsonRpc.call(anvil.rpc(), "eth_getBlockByNumber", "[\"0x5\",false]"))
          .isEqualTo(hash);
      assertThat(JsonRpc.call(anvil.rpc(), "eth_getBlockByNumber", "[\"finalized\",false]"))
          .contains("\"number\":\"0x5\"");
    }
  }

  @Test
  void saysWhereAnvilShouldBe() {
    assertThatThrownBy(() -> FoundryTool.binary(folder, "anvil"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run npm ci in " + folder.resolve("contracts"));
  }

  @Test
  void tellsTheEndOfTheLogOfAProcessThatDiesBeforeItIsReady() throws Exception {
    Path log = Files.createFile(folder.resolve("log"));
    try (var process =
        ChildProcess.start(
            "probe",
            List.of("sh", "-c", "echo no such luck; exit 3"),
            Map.of(),
            log,
            Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> process.awaitReady(() -> false, Duration.ofSeconds(10)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("probe ended with code 3")
          .hasMessageContaining("no such luck");
    }
  }
}
