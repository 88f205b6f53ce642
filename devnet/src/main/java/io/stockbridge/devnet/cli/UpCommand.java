package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.stack.StackStart;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.ProjectFolder;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts the whole stack; ends with Ctrl-C, unless detached.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  @Mixin private StateOption stateOption = new StateOption();
  @Mixin private PortOptions portOptions = new PortOptions();

  @Option(names = "--detach", description = "Return once the stack is ready; 'down' ends it.")
  private boolean detach;

  @Override
  public Integer call() {
    StateFolder state = stateOption.state();
    Ports ports = portOptions.choose(state);
    System.out.println("Starting Stockbridge, state in " + state.root());
    StackStart start = new StackStart(ProjectFolder.find(), state, ports);
    try (EndOnInterrupt onInterrupt = new EndOnInterrupt(start)) {
      RunningStack stack = start.start(System.out::println);
      System.out.print(StatusText.of(stack));
      if (detach) {
        System.out.println(
            "Ready. './stockbridge down' ends it, './stockbridge status' shows more.");
        return 0;
      }
      System.out.println(
          "Ready. Ctrl-C ends it; './stockbridge status' in another terminal shows more.");
      while (RunningStack.find(state).isPresent()) {
        Waiting.pause(Duration.ofMillis(500));
      }
      if (!onInterrupt.isInterrupted()) {
        System.out.println("The stack has ended; its logs are in " + state.logs());
      }
      return 0;
    }
  }
}
