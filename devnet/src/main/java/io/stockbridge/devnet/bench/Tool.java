package io.stockbridge.devnet.bench;

import io.stockbridge.devnet.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the machine that a measurement needs. */
final class Tool {

  private Tool() {}

  /**
   * Where a program is: on the path, or where systems put servers.
   *
   * @throws StackException with the sentence that says what to install
   */
  static Path find(String program, String debianPackage) {
    String folders = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    for (String folder : folders.split(":")) {
      Path candidate = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new StackException(
        "%s is not installed: install it (on Debian: apt-get install %s), then run this again"
            .formatted(program, debianPackage));
  }

  /** A program of the JDK that runs this. */
  static String ofJdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  /** What a program prints, errors included, whatever its exit code. */
  static String output(List<String> command, Duration limit) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new StackException(command.get(0) + " did not end within " + limit);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(command.get(0) + " cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while " + command.get(0) + " ran", e);
    }
  }
}
