package io.stockbridge.devnet.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What happens while the stack starts and stops, one line each, in a file that commands follow. */
public final class Progress {

  private static final String READY = "READY";
  private static final String FAILED = "FAILED ";

  private final Path file;

  private Progress(Path file) {
    this.file = file;
  }

  /** Starts an empty file. */
  public static Progress start(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException("progress cannot be written: " + file, e);
    }
    return new Progress(file);
  }

  /** Does a step and tells how long it took. */
  public <T> T step(String what, Callable<T> work) {
    long begin = System.nanoTime();
    T result;
    try {
      result = work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new StackException(what + " failed: " + e.getMessage(), e);
    }
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    line(String.format(Locale.ROOT, "  %-58s %6.1f s", what, seconds));
    return result;
  }

  /** Does a step without a result. */
  public void run(String what, Runnable work) {
    step(
        what,
        () -> {
          work.run();
          return what;
        });
  }

  /** Tells a line. */
  public synchronized void line(String text) {
    System.out.println(text);
    try {
      Files.writeString(file, text + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("progress cannot be written: " + file, e);
    }
  }

  /** The last line of a start that went well. */
  public void ready() {
    line(READY);
  }

  /** The last line of a start that did not. */
  public void failed(String reason) {
    // The whole reason, with the end of a log, is in the supervisor's own log.
    line(FAILED + reason.lines().findFirst().orElse("for a reason nobody gave"));
  }

  /** What a follower reads: lines to show and, when decided, how it ended. */
  public sealed interface Reading {
    record Line(String text) implements Reading {}

    record Ready() implements Reading {}

    record Failed(String reason) implements Reading {}
  }

  /** Reads the complete lines from the given line number on. */
  public static List<Reading> read(Path file, int fromLine) {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("progress cannot be read: " + file, e);
    }
    String complete = text.substring(0, text.lastIndexOf('\n') + 1);
    return complete.lines().skip(fromLine).map(Progress::parse).toList();
  }

  private static Reading parse(String line) {
    if (line.equals(READY)) {
      return new Reading.Ready();
    }
    return line.startsWith(FAILED)
        ? new Reading.Failed(line.substring(FAILED.length()))
        : new Reading.Line(line);
  }
}
