package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.demo.Demo;
import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.stack.StackStart;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.ProjectFolder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Starts everything and shows the main job; exit code 0 only if every step held. Takes the stack down at the end, unless it ran before or --keep is given.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Mixin private StateOption stateOption = new StateOption();
  @Mixin private PortOptions portOptions = new PortOptions();

  @Option(names = "--keep", description = "Leave the stack running at the end.")
  private boolean keep;

  @Override
  public Integer call() {
    StateFolder state = stateOption.state();
    Optional<RunningStack> before = RunningStack.find(state);
    System.out.println("Stockbridge demo, state in " + state.root());
    if (before.isPresent()) {
      return exitCode(leaveRunning(before.get()));
    }
    StackStart start = new StackStart(ProjectFolder.find(), state, portOptions.choose(state));
    return exitCode(
        keep ? leaveRunning(start.start(System.out::println)) : endAfterwards(start, state));
  }

  private static boolean leaveRunning(RunningStack stack) {
    boolean held = new Demo(stack, System.out).run();
    System.out.println("The stack runs on: './stockbridge down' ends it.");
    return held;
  }

  private static boolean endAfterwards(StackStart start, StateFolder state) {
    var onInterrupt = new EndOnInterrupt(start);
    boolean held = new Demo(start.start(System.out::println), System.out).run();
    onInterrupt.close();
    RunningStack.find(state).ifPresent(RunningStack::down);
    return held;
  }

  private static int exitCode(boolean held) {
    return held ? 0 : 1;
  }
}
