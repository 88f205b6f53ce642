package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.StateFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows the end of a part's log, or lists the logs.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  private static final int BLOCK = 65_536;

  @Mixin private StateOption stateOption = new StateOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "For example bridge-service, or bridge.")
  private @Nullable String part;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "100",
      description = "How many lines, 0 or more.")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Keep showing what is added.")
  private boolean follow;

  @Override
  public Integer call() {
    if (lines < 0) {
      throw new IllegalArgumentException("--lines takes 0 or more, not " + lines);
    }
    StateFolder state = stateOption.state();
    List<String> known = parts(state);
    if (part == null) {
      known.forEach(name -> System.out.println(name + "  " + state.log(name)));
      return 0;
    }
    String log = log(part, known, state);
    try (var file = new RandomAccessFile(state.log(log).toFile(), "r")) {
      showEnd(file);
      while (follow) {
        copy(file);
        Waiting.pause(Duration.ofMillis(300));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the log of " + log + " cannot be read", e);
    }
    return 0;
  }

  /** The log that a name means: a service's also without "-service". */
  private static String log(String name, List<String> known, StateFolder state) {
    return Stream.of(name, name + "-service")
        .filter(known::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no log of '%s' in %s; there are: %s"
                        .formatted(name, state.logs(), String.join(", ", known))));
  }

  private static List<String> parts(StateFolder state) {
    if (!Files.isDirectory(state.logs())) {
      return List.of();
    }
    try (var files = Files.list(state.logs())) {
      return files
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(".log"))
          .map(name -> name.substring(0, name.length() - ".log".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the logs cannot be listed: " + state.logs(), e);
    }
  }

  private void showEnd(RandomAccessFile file) throws IOException {
    long position = file.length();
    long wanted = lines + 1L;
    while (position > 0 && wanted > 0) {
      position--;
      file.seek(position);
      if (file.read() == '\n') {
        wanted--;
      }
    }
    file.seek(wanted == 0 ? position + 1 : 0);
    copy(file);
  }

  private static void copy(RandomAccessFile file) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int read = file.read(block); read > 0; read = file.read(block)) {
      System.out.print(new String(block, 0, read, StandardCharsets.UTF_8));
    }
    System.out.flush();
  }
}
