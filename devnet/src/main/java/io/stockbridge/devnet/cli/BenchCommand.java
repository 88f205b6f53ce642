package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.bench.RegistryBench;
import io.stockbridge.devnet.bench.Report;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.ProjectFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    description = "Measures a part and prints each figure beside its target.",
    mixinStandardHelpOptions = true,
    subcommands = BenchCommand.Registry.class)
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  @Command(
      name = "registry",
      description =
          "Reads of the registry against an empty endpoint and nginx, at several sizes. Needs wrk and nginx; starts a PostgreSQL, a Kafka and registries of its own.",
      mixinStandardHelpOptions = true)
  static final class Registry implements Callable<Integer> {

    @Option(names = "--check", description = "Exit code 1 when a target is not met.")
    private boolean check;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
        names = "--sizes",
        split = ",",
        defaultValue = "130,10000,1000000",
        description = "Numbers of deployments (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
        names = "--rounds",
        defaultValue = "5",
        description = "How often each target is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
        names = "--seconds",
        defaultValue = "5",
        description = "How long each time (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
        names = "--state",
        paramLabel = "DIR",
        description =
            "Folder where loaded data stays for the next run (default: .stockbridge/bench in the checkout).")
    private @Nullable Path folder;

    @Override
    public Integer call() {
      Path project = ProjectFolder.find();
      Path root = folder == null ? project.resolve(".stockbridge/bench") : folder;
      var settings =
          new RegistryBench.Settings(project, new StateFolder(root), sizes, rounds, seconds);
      Consumer<String> progress = System.err::println;
      Report report;
      try (var bench = new RegistryBench(settings, progress)) {
        Runtime.getRuntime().addShutdownHook(new Thread(bench::close, "end-on-interrupt"));
        report = bench.run();
      }
      System.out.println(json ? report.json() : report.text());
      return report.exitCode(check);
    }
  }
}
