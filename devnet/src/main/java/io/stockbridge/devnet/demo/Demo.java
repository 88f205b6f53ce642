package io.stockbridge.devnet.demo;

import io.stockbridge.devnet.stack.RunningStack;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The main job on a running stack: seven steps, each of which must hold. */
public final class Demo {

  private static final List<DemoStep> STEPS =
      List.of(
          new NetworkStep(),
          new IssueStep(),
          new RoutesStep(),
          new RedeemStep(),
          new AttesterLossStep(),
          new ForgeryStep(),
          new AccountsStep());

  private final RunningStack stack;
  private final Output output;

  public Demo(RunningStack stack, PrintStream out) {
    this.stack = stack;
    this.output = new Output(out);
  }

  /** Runs all steps; false as soon as one does not hold. */
  public boolean run() {
    long begin = System.nanoTime();
    DemoContext context = new DemoContext(stack, output);
    int number = 0;
    for (DemoStep step : STEPS) {
      number++;
      output.section(number, step.title());
      try {
        step.run(context);
      } catch (RuntimeException e) {
        output.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        output.line("The stack's logs are in " + stack.state().logs());
        return false;
      }
    }
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    output.section(number + 1, "All steps held");
    output.line(String.format(Locale.ROOT, "%.0f s, without the start of the stack", seconds));
    return true;
  }
}
