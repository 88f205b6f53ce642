package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the checks that need the libraries of npm. */
final class JsChecks {

  private static final File FOLDER = new File("src/test/js");

  private JsChecks() {}

  /** What the script prints; it must end with exit code 0. */
  static synchronized String run(String script, String... arguments) throws Exception {
    return run(Map.of(), script, arguments);
  }

  static synchronized String run(
      Map<String, String> environment, String script, String... arguments) throws Exception {
    install();
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return execute(FOLDER, environment, command);
  }

  /** The libraries, if they are not there. */
  static synchronized void install() throws Exception {
    if (!new File(FOLDER, "node_modules").isDirectory()) {
      execute(FOLDER, Map.of(), List.of("npm", "ci", "--silent"));
    }
  }

  /** What the command prints; it must end with exit code 0. */
  static String execute(File folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
