package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.ProjectFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StateOption {

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Folder that holds the stack's state (default: $STOCKBRIDGE_STATE, else .stockbridge/state in the checkout).")
  private @Nullable Path folder;

  StateFolder state() {
    String variable = System.getenv("STOCKBRIDGE_STATE");
    if (folder != null) {
      return new StateFolder(folder);
    }
    return new StateFolder(
        variable != null && !variable.isBlank()
            ? Path.of(variable)
            : ProjectFolder.find().resolve(".stockbridge/state"));
  }
}
