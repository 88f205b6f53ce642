package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "down",
    description = "Ends the stack; its state stays for the next 'up'.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

  @Mixin private StateOption stateOption = new StateOption();

  @Option(
      names = "--delete-state",
      description = "Also deletes chains, databases and keys: the next 'up' starts afresh.")
  private boolean deleteState;

  @Override
  public Integer call() {
    StateFolder state = stateOption.state();
    Optional<RunningStack> running = RunningStack.find(state);
    running.ifPresent(RunningStack::down);
    System.out.println(running.isPresent() ? "Stopped." : "No stack runs in " + state.root());
    if (deleteState && Files.exists(state.root())) {
      requireStateFolder(state);
      delete(state.root());
      System.out.println("Deleted " + state.root());
    }
    return 0;
  }

  /** A mistyped --state must not delete somebody's files. */
  private static void requireStateFolder(StateFolder state) {
    if (!Files.isDirectory(state.keys()) || !Files.isDirectory(state.run())) {
      throw new IllegalArgumentException(
          state.root() + " is not a state folder of Stockbridge: nothing was deleted");
    }
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
