package io.stockbridge.devnet.stack;

import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a supervisor in the background and follows it until the stack is ready. The supervisor
 * gets a process group of its own, so that Ctrl-C in the terminal does not reach its children out
 * of order.
 */
public final class StackStart {

  private static final Duration START_LIMIT = Duration.ofMinutes(10);

  private static final Duration CONTROL_LIMIT = Duration.ofSeconds(30);

  private final Path project;
  private final StateFolder state;
  private final Ports ports;
  private volatile @Nullable Process launched;

  public StackStart(Path project, StateFolder state, Ports ports) {
    this.project = project;
    this.state = state;
    this.ports = ports;
  }

  /**
   * Starts the stack and waits until it is ready.
   *
   * @param line receives each line of progress
   * @throws StackException if one already runs in the folder, a port is taken, or a part fails
   */
  public RunningStack start(Consumer<String> line) {
    if (RunningStack.find(state).isPresent()) {
      throw new StackException(
          "a stack already runs in " + state.root() + ": './stockbridge down' ends it");
    }
    state.create();
    Progress.start(SupervisorFile.progress(state));
    Process supervisor = launch();
    launched = supervisor;
    follow(supervisor, line);
    return RunningStack.require(state);
  }

  /**
   * Ends what {@link #start} has launched, also when it is still being started, and waits for it.
   */
  public void end() {
    Process supervisor = launched;
    if (supervisor == null) {
      return;
    }
    // It can be told to end as soon as it has written where its control is.
    Waiting.until(
        () -> !supervisor.isAlive() || RunningStack.find(state).isPresent(),
        CONTROL_LIMIT,
        Duration.ofMillis(100));
    RunningStack.find(state).ifPresent(RunningStack::down);
  }

  private Process launch() {
    var command = new ArrayList<String>();
    // The shell outlives Ctrl-C for as long as the supervisor lives, which 'down' ends in order.
    command.addAll(
        List.of(
            "bash",
            "-c",
            "trap : INT TERM; set -m; \"$@\" & while kill -0 $! 2>/dev/null; do wait $!; done",
            "supervisor"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx448m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED"));
    Path logging = project.resolve("devnet/src/main/resources/supervisor-logging.properties");
    if (Files.exists(logging)) {
      command.add("-Djava.util.logging.config.file=" + logging);
    }
    command.addAll(
        List.of(
            "-cp",
            classPath(),
            "io.stockbridge.devnet.cli.Stockbridge",
            "supervise",
            "--project",
            project.toString(),
            "--state",
            state.root().toString()));
    for (PortName name : PortName.values()) {
      command.add("--port");
      command.add(name.flagName() + "=" + ports.of(name));
    }
    Path log = state.log("supervisor");
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("the supervisor cannot be started", e);
    }
  }

  /**
   * A test runner's own class path holds libraries twice; it names the packaged launcher instead.
   */
  private static String classPath() {
    return System.getProperty(
        "stockbridge.launcher.class-path", System.getProperty("java.class.path"));
  }

  private void follow(Process launcher, Consumer<String> line) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    int seen = 0;
    while (true) {
      boolean alive = launcher.isAlive();
      for (Progress.Reading reading : Progress.read(SupervisorFile.progress(state), seen)) {
        seen++;
        switch (reading) {
          case Progress.Reading.Line(String text) -> line.accept(text);
          case Progress.Reading.Ready() -> {
            return;
          }
          case Progress.Reading.Failed(String reason) -> throw new StackException(reason);
        }
      }
      if (!alive) {
        throw new StackException(
            "the supervisor ended before the stack was ready: see " + state.log("supervisor"));
      }
      if (System.nanoTime() > deadline) {
        throw new StackException("the stack was not ready in time: see " + state.logs());
      }
      Waiting.pause(Duration.ofMillis(100));
    }
  }
}
