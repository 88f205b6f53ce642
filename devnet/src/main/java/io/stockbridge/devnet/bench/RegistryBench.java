package io.stockbridge.devnet.bench;

import io.stockbridge.devnet.bench.Series.Target;
import io.stockbridge.devnet.client.JsonHttp;
import io.stockbridge.devnet.stack.StackException;
import io.stockbridge.devnet.stack.Topics;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.EmbeddedKafkaBroker;
import io.stockbridge.testsupport.EmbeddedPostgresServer;
import io.stockbridge.testsupport.FreePorts;
import io.stockbridge.testsupport.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * Measures the registry's reads against an empty endpoint of the same process and a static file of
 * nginx, at several sizes at once. All registries run all the time; rounds go from one to the next,
 * so that a noisy machine treats them alike.
 */
public final class RegistryBench implements AutoCloseable {

  private static final Duration QUIET_LIMIT = Duration.ofMinutes(15);
  private static final int CHANGES = 5;
  private static final int MOST_WARMING = 8;
  private static final double HARDLY_FASTER = 1.02;

  private final Settings settings;
  private final Consumer<String> progress;
  private final Path folder;
  private final KeyRing keys;
  private final Path wrkProgram = Tool.find("wrk", "wrk");
  private final Path nginxProgram = Tool.find("nginx", "nginx-light");
  private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();

  /**
   * What to measure.
   *
   * @param project the checkout
   * @param state where data stays between runs
   * @param sizes numbers of deployments, the smallest first
   * @param rounds how often each target is measured
   * @param seconds how long each time
   */
  public record Settings(
      Path project, StateFolder state, List<Integer> sizes, int rounds, int seconds) {

    /** Checks that there is something to compare. */
    public Settings {
      sizes = sizes.stream().sorted().distinct().toList();
      if (sizes.isEmpty() || sizes.get(0) < 1 || rounds < 1 || seconds < 1) {
        throw new IllegalArgumentException("sizes, rounds and seconds are 1 or more");
      }
    }
  }

  /** Finds the tools, which must be installed. */
  public RegistryBench(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    settings.state().create();
    folder = settings.state().root().resolve("run");
    keys = new KeyRing(settings.state().keys());
  }

  /** Measures everything. */
  public Report run() {
    PostgresServer postgres = own(startPostgres());
    EmbeddedKafkaBroker kafka = own(EmbeddedKafkaBroker.startTemporary());
    Topics.ensure(kafka.bootstrapServers());
    var place =
        new LoadedRegistry.Place(
            settings.project(), settings.state(), keys, kafka.bootstrapServers());
    List<Measured> all = new ArrayList<>();
    for (int size : settings.sizes()) {
      all.add(load(place, postgres, size));
    }
    writeStaticFiles(all.get(0).registry());
    Nginx nginx = own(Nginx.start(nginxProgram, folder));
    Wrk wrk = new Wrk(wrkProgram, folder);
    progress.accept("warming up");
    warmUp(() -> all.forEach(one -> round(wrk, nginx, one, one.warming())), all);
    for (int round = 1; round <= settings.rounds(); round++) {
      progress.accept("round " + round + " of " + settings.rounds());
      for (Measured one : all) {
        round(wrk, nginx, one, one.series());
        progress.accept("  %,d: %s".formatted(one.size(), one.series().newest()));
      }
    }
    List<RegistryFigures.Size> sizes = new ArrayList<>();
    for (Measured one : all) {
      progress.accept("changes and memory at %,d deployments".formatted(one.size()));
      sizes.add(sizeOf(one, kafka.bootstrapServers()));
    }
    return new Report(
        Machine.describe(wrkProgram, nginxProgram, settings), RegistryFigures.of(sizes));
  }

  /**
   * Runs rounds that do not count until one is hardly faster than the one before: by then the code
   * that answers is compiled, in each of the registries.
   */
  private void warmUp(Runnable round, List<Measured> all) {
    double before = 0;
    for (int rounds = 1; rounds <= MOST_WARMING; rounds++) {
      round.run();
      double sum = all.stream().mapToDouble(one -> one.warming().newestSum()).sum();
      progress.accept("  all answers of round %d: %,.0f per second".formatted(rounds, sum));
      if (rounds > 1 && sum < before * HARDLY_FASTER) {
        return;
      }
      before = sum;
    }
  }

  /** A registry and what was measured of it. */
  private record Measured(
      int size,
      LoadedRegistry registry,
      double startSeconds,
      Path resolve,
      Path verify,
      Series warming,
      Series series) {}

  private PostgresServer startPostgres() {
    return EmbeddedPostgresServer.startIn(
        settings.state().data("postgres"), FreePorts.next(), settings.state().log("postgres"));
  }

  private Measured load(LoadedRegistry.Place place, PostgresServer postgres, int size) {
    progress.accept("starting a registry with %,d deployments".formatted(size));
    var database =
        postgres.ensureDatabase("bench_" + size, keys.password("database-bench-" + size));
    long start = System.nanoTime();
    LoadedRegistry registry = own(LoadedRegistry.start(place, database, size));
    registry.awaitReady();
    double seconds = (System.nanoTime() - start) / 1e9;
    registry.awaitQuiet(QUIET_LIMIT);
    progress.accept("  ready after %.0f s".formatted(seconds));
    return new Measured(
        size,
        registry,
        seconds,
        RequestPaths.resolutions(database, folder),
        RequestPaths.verdicts(database, folder),
        new Series(),
        new Series());
  }

  private void round(Wrk wrk, Nginx nginx, Measured of, Series into) {
    String url = of.registry().url();
    int seconds = settings.seconds();
    Path empty = RequestPaths.one("/bench/empty", folder.resolve("empty.txt"));
    Path resolve = RequestPaths.one("/resolve.json", folder.resolve("static-resolve.txt"));
    Path verify = RequestPaths.one("/verify.json", folder.resolve("static-verify.txt"));
    int many = RequestPaths.count(of.verify());
    into.add(Target.RESOLVE, wrk.run(url, of.resolve(), many, seconds));
    into.add(Target.EMPTY, wrk.run(url, empty, many, seconds));
    into.add(Target.VERIFY, wrk.run(url, of.verify(), many, seconds));
    if (of.size() == settings.sizes().get(settings.sizes().size() - 1)) {
      into.add(Target.STATIC_RESOLVE, wrk.run(nginx.url(), resolve, many, seconds));
      into.add(Target.STATIC_VERIFY, wrk.run(nginx.url(), verify, many, seconds));
    }
  }

  private RegistryFigures.Size sizeOf(Measured one, String kafka) {
    JsonHttp http = one.registry().http();
    // The index of names is built by the first search; it is part of what a deployment costs.
    http.read("/v1/search?q=G0");
    one.registry().awaitQuiet(QUIET_LIMIT);
    long heap = one.registry().liveBytes();
    var visibility = new Visibility(one.registry(), keys.token("registrar"), kafka);
    // Like the first round, the first change runs through code that nothing has warmed up.
    visibility.change("Warmed up " + System.nanoTime());
    List<Visibility.Seen> seen = new ArrayList<>();
    for (int change = 0; change < CHANGES; change++) {
      seen.add(visibility.change("Renamed " + System.nanoTime()));
    }
    return new RegistryFigures.Size(one.size(), one.series(), heap, one.startSeconds(), seen);
  }

  /** One answer of each kind as a file. */
  private void writeStaticFiles(LoadedRegistry registry) {
    write("resolve.json", registry.url() + "/v1/resolve?underlying=G0&chain=eip155:42161");
    Path verify = RequestPaths.verdicts(registry.database(), folder);
    try (var lines = Files.lines(verify)) {
      write("verify.json", registry.url() + lines.findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String file, String url) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      Files.write(
          folder.resolve(file),
          client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer of " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while an answer was read", e);
    }
  }

  private <T extends AutoCloseable> T own(T part) {
    running.push(part);
    return part;
  }

  /**
   * Ends what was started, the last first; also from another thread, when somebody interrupts. Data
   * stays, so that the next run need not load it.
   */
  @Override
  public void close() {
    for (AutoCloseable part = running.poll(); part != null; part = running.poll()) {
      try {
        part.close();
      } catch (Exception e) {
        progress.accept("a part did not stop: " + e.getMessage());
      }
    }
  }
}
