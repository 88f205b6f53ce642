package io.stockbridge.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A process that this JVM started and ends: first asked to stop, after a time forced. Its output
 * goes to a file.
 */
public final class ChildProcess implements AutoCloseable {

  private static final int LOG_TAIL_BYTES = 2_000;
  private static final int POLL_MS = 50;

  private final String name;
  private final Process process;
  private final Path logFile;
  private final Duration stopLimit;

  private ChildProcess(String name, Process process, Path logFile, Duration stopLimit) {
    this.name = name;
    this.process = process;
    this.logFile = logFile;
    this.stopLimit = stopLimit;
  }

  /**
   * Starts a process.
   *
   * @param name what messages call it
   * @param command program and arguments
   * @param environment variables on top of this process's own
   * @param logFile receives standard output and error, appended
   * @param stopLimit how long {@link #close()} waits before it uses force
   * @throws UncheckedIOException if the program cannot be run
   */
  public static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path logFile,
      Duration stopLimit) {
    return startIn(Path.of(""), name, command, environment, logFile, stopLimit);
  }

  /** Like {@link #start}, in another working directory. */
  public static ChildProcess startIn(
      Path folder,
      String name,
      List<String> command,
      Map<String, String> environment,
      Path logFile,
      Duration stopLimit) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toAbsolutePath().toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(nullDevice().toFile()));
    try {
      return new ChildProcess(name, builder.start(), logFile, stopLimit);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  private static Path nullDevice() {
    return Path.of(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  /**
   * Waits until a condition holds.
   *
   * @throws IllegalStateException if the process ends or the limit passes first; the message holds
   *     the end of its log
   */
  public ChildProcess awaitReady(BooleanSupplier ready, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "%s ended with code %d before it was ready; see its log %s, which ends with:%n%s"
                .formatted(name, process.exitValue(), logFile, logTail()));
      }
      if (System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException(
            "%s was not ready after %d s; see its log %s, which ends with:%n%s"
                .formatted(name, limit.toSeconds(), logFile, logTail()));
      }
      sleep();
    }
    return this;
  }

  /** The end of what the process printed, for an error message. */
  public String logTail() {
    try {
      byte[] all = Files.readAllBytes(logFile);
      int from = Math.max(0, all.length - LOG_TAIL_BYTES);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(log cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Name given at the start. */
  public String name() {
    return name;
  }

  /** Operating system's process id. */
  public long pid() {
    return process.pid();
  }

  /** True while the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Exit code of an ended process. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Ends the process at once, without letting it clean up (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** Asks the process to stop, and forces it when the stop limit passes. */
  @Override
  public void close() {
    process.destroy();
    if (!awaitEnd(stopLimit)) {
      kill();
    }
  }

  private boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return false;
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }
}
