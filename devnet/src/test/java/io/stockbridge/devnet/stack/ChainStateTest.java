package io.stockbridge.devnet.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChainStateTest {

  @TempDir Path folder;

  @Test
  void takesTheLastWholeFileWhenTheNewestIsCutOff() throws Exception {
    Path file = folder.resolve("chain/chain.json");
    assertThat(ChainState.usable(file)).isEqualTo(file);
    Files.writeString(file, "{\"block\":1}");
    ChainState.usable(file);
    Files.writeString(file, "{\"block\":2,\"acc");
    ChainState.usable(file);
    assertThat(file).hasContent("{\"block\":1}");
  }

  @Test
  void saysWhatToDoWhenNothingCanBeRead() throws Exception {
    Path file = folder.resolve("chain.json");
    Files.writeString(file, "{");
    assertThatThrownBy(() -> ChainState.usable(file))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("down --delete-state");
  }
}
