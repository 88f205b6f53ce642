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
    boolean endAfterwards = before.isEmpty() && !keep;
    Thread onInterrupt = new Thread(() -> down(state), "down-on-interrupt");
    if (endAfterwards) {
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }
    System.out.println("Stockbridge demo, state in " + state.root());
    RunningStack stack =
        before.orElseGet(
            () ->
                new StackStart(ProjectFolder.find(), state, portOptions.choose(state))
                    .start(System.out::println));
    boolean held = new Demo(stack, System.out).run();
    if (endAfterwards) {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
      down(state);
    } else {
      System.out.println("The stack runs on: './stockbridge down' ends it.");
    }
    return held ? 0 : 1;
  }

  private static void down(StateFolder state) {
    RunningStack.find(state).ifPresent(RunningStack::down);
  }
}
