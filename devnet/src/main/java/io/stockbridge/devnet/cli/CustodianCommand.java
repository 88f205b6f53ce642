package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.custodian.Custodian;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "custodian",
    hidden = true,
    description = "The simulated custodian; 'up' starts it.",
    mixinStandardHelpOptions = true)
final class CustodianCommand implements Callable<Integer> {

  @Mixin private StateOption stateOption = new StateOption();

  @Override
  public Integer call() throws InterruptedException {
    Custodian.of(stateOption.state()).run();
    Thread.currentThread().join();
    return 0;
  }
}
