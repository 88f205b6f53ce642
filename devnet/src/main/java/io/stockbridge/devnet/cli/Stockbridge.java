package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.stack.StackException;
import io.stockbridge.devnet.state.ProjectVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point of the launcher's Java part; the script {@code stockbridge} builds and calls it. */
@Command(
    name = "stockbridge",
    description = "Runs Stockbridge on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Stockbridge.Version.class,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DemoCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      LogsCommand.class,
      ServiceCommands.Stop.class,
      ServiceCommands.Start.class,
      ServiceCommands.Kill.class,
      SuperviseCommand.class,
      CustodianCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "  test                 (handled by the script) runs every test of the project",
      "  build                (handled by the script) builds what changed"
    })
public final class Stockbridge implements Runnable {

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"stockbridge " + ProjectVersion.text()};
    }
  }

  @Spec private CommandSpec spec;

  private Stockbridge(CommandSpec spec) {
    this.spec = spec;
  }

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Stockbridge(CommandSpec.create()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          boolean expected =
              exception instanceof StackException
                  || exception instanceof IllegalArgumentException
                  || exception instanceof IllegalStateException;
          command.getErr().println("stockbridge: " + exception.getMessage());
          if (!expected) {
            exception.printStackTrace(command.getErr());
          }
          return 1;
        });
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
