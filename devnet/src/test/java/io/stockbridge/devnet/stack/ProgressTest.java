package io.stockbridge.devnet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressTest {

  @TempDir Path folder;

  @Test
  void tellsLinesAndTheEndButNoHalfLine() throws Exception {
    Path file = folder.resolve("progress.log");
    Progress progress = Progress.start(file);
    progress.line("one");
    progress.failed("port taken\nand a long log");
    Files.writeString(file, "half", StandardOpenOption.APPEND);
    assertThat(Progress.read(file, 0))
        .containsExactly(
            new Progress.Reading.Line("one"), new Progress.Reading.Failed("port taken"));
    assertThat(Progress.read(file, 2)).isEmpty();
  }
}
