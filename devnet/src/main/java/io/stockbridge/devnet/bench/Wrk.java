package io.stockbridge.devnet.bench;

import io.stockbridge.devnet.stack.StackException;
import io.stockbridge.devnet.state.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs wrk with random requests out of a file. */
final class Wrk {

  /** One thread of wrk saturates two cores with the server beside it. */
  private static final int THREADS = 1;

  static final int CONNECTIONS = 32;

  /**
   * Requests are made before the clock runs, and of one path as many different ones as of many: to
   * read a request at another place in memory each time costs wrk, so each target has to pay it.
   */
  private static final String SCRIPT =
      """
      local requests = {}
      local count
      init = function(args)
        math.randomseed(20261127)
        count = tonumber(args[2])
        local paths = {}
        for path in io.lines(args[1]) do
          paths[#paths + 1] = path
        end
        for i = 1, count do
          requests[i] = wrk.format("GET", paths[(i - 1) % #paths + 1], {["X-Request-Number"] = i})
        end
      end
      request = function()
        return requests[math.random(count)]
      end
      """;

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s|m)\\b");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern BROKEN = Pattern.compile("Socket errors: (.+)");

  private final Path program;
  private final Path script;

  Wrk(Path program, Path folder) {
    this.program = program;
    this.script = folder.resolve("random.lua");
    Json.writeText(script, SCRIPT);
  }

  /**
   * What one run came to.
   *
   * @param perSecond answers per second
   * @param p99Ms the time within which 99 of 100 answers came, in milliseconds
   */
  record Result(double perSecond, double p99Ms) {}

  /**
   * One run.
   *
   * @param paths a file with a path in each line
   * @param requests how many different requests are made of them
   */
  Result run(String baseUrl, Path paths, int requests, int seconds) {
    List<String> command =
        List.of(
            program.toString(),
            "-t" + THREADS,
            "-c" + CONNECTIONS,
            "-d" + seconds + "s",
            "--latency",
            "-s",
            script.toString(),
            baseUrl,
            "--",
            paths.toString(),
            Integer.toString(requests));
    return parse(Tool.output(command, Duration.ofSeconds(seconds + 60L)));
  }

  /**
   * Reads what wrk printed.
   *
   * @throws StackException when it is no result, or an answer was not 2xx or 3xx: a rate of
   *     refusals is no rate
   */
  static Result parse(String output) {
    Matcher rate = RATE.matcher(output);
    Matcher p99 = P99.matcher(output);
    if (!rate.find() || !p99.find()) {
      throw new StackException("wrk did not measure: " + output.strip());
    }
    Matcher refused = REFUSED.matcher(output);
    if (refused.find()) {
      throw new StackException("answers were not 2xx or 3xx: " + refused.group(1));
    }
    Matcher broken = BROKEN.matcher(output);
    if (broken.find()) {
      throw new StackException("connections failed: " + broken.group(1));
    }
    return new Result(
        Double.parseDouble(rate.group(1)), millis(Double.parseDouble(p99.group(1)), p99.group(2)));
  }

  private static double millis(double value, String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "us" -> value / 1_000;
      case "ms" -> value;
      case "s" -> value * 1_000;
      default -> value * 60_000;
    };
  }
}
