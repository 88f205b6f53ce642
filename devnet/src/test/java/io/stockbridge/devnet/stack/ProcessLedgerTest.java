package io.stockbridge.devnet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessLedgerTest {

  @TempDir Path folder;

  @Test
  void endsWhatADeadSupervisorLeft() throws Exception {
    Process left = new ProcessBuilder("sleep", "600").start();
    Path file = folder.resolve("processes.json");
    new ProcessLedger(file).add("sleeper", left.pid());
    assertThat(ProcessLedger.endLeftovers(file, folder)).containsExactly("sleeper");
    assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void leavesAProcessAloneThatOnlyGotTheSameNumber() throws Exception {
    Process innocent = new ProcessBuilder("sleep", "600").start();
    try {
      Path file = folder.resolve("processes.json");
      Files.writeString(
          file,
          "[{\"name\":\"sleeper\",\"pid\":%d,\"startedAtMs\":1000}]".formatted(innocent.pid()));
      assertThat(ProcessLedger.endLeftovers(file, folder)).isEmpty();
      assertThat(innocent.isAlive()).isTrue();
    } finally {
      innocent.destroyForcibly();
    }
  }
}
