package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.stack.StatusReport;
import io.stockbridge.devnet.state.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Shows what runs where; exit code 1 if a service is not up.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @Mixin private StateOption stateOption = new StateOption();

  @Option(
      names = "--json",
      description =
          "Everything, as JSON: endpoints, chain ids, addresses, attester keys, the operator of corporate actions, test accounts with their keys, versions, health.")
  private boolean json;

  @Override
  public Integer call() {
    RunningStack stack = RunningStack.require(stateOption.state());
    System.out.println(
        json ? Json.text(StatusReport.of(stack).json()) : StatusText.of(stack).stripTrailing());
    return StatusReport.allUp(stack.health()) ? 0 : 1;
  }
}
