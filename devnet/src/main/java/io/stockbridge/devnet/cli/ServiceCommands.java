package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.stack.RunningStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stopping and starting one service of a running stack. */
final class ServiceCommands {

  private static final String NAME =
      "registry-service, bridge-service, attester-1, attester-2, attester-3 or custodian.";

  private ServiceCommands() {}

  @Command(
      name = "stop-service",
      description = "Stops one service in order.",
      mixinStandardHelpOptions = true)
  static final class Stop implements Callable<Integer> {
    @Mixin private StateOption stateOption = new StateOption();

    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Override
    public Integer call() {
      RunningStack.require(stateOption.state()).stopService(name);
      System.out.println("Stopped " + name);
      return 0;
    }
  }

  @Command(
      name = "start-service",
      description = "Starts a stopped service and waits until it is ready.",
      mixinStandardHelpOptions = true)
  static final class Start implements Callable<Integer> {
    @Mixin private StateOption stateOption = new StateOption();

    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Override
    public Integer call() {
      RunningStack.require(stateOption.state()).startService(name);
      System.out.println("Started " + name);
      return 0;
    }
  }

  @Command(
      name = "kill-service",
      description = "Ends one service with SIGKILL.",
      mixinStandardHelpOptions = true)
  static final class Kill implements Callable<Integer> {
    @Mixin private StateOption stateOption = new StateOption();

    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Override
    public Integer call() {
      RunningStack.require(stateOption.state()).killService(name);
      System.out.println("Killed " + name);
      return 0;
    }
  }
}
