package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.stack.Supervisor;
import io.stockbridge.devnet.state.StateFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "supervise",
    hidden = true,
    description = "The background process behind 'up'.",
    mixinStandardHelpOptions = true)
final class SuperviseCommand implements Callable<Integer> {

  @Mixin private StateOption stateOption = new StateOption();
  @Mixin private PortOptions portOptions = new PortOptions();

  @Option(names = "--project", required = true, paramLabel = "DIR", description = "The checkout.")
  private Path project = Path.of("");

  @Override
  public Integer call() {
    StateFolder state = stateOption.state();
    return new Supervisor(project, state, portOptions.choose(state)).run();
  }
}
