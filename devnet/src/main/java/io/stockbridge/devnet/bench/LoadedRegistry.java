package io.stockbridge.devnet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.client.JsonHttp;
import io.stockbridge.devnet.stack.HttpProbe;
import io.stockbridge.devnet.stack.StackException;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.ChildProcess;
import io.stockbridge.testsupport.Database;
import io.stockbridge.testsupport.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry-service of its own database with a number of generated deployments. */
final class LoadedRegistry implements AutoCloseable {

  /** A million deployments are recorded one by one with history, signature and event. */
  private static final Duration LOADING_LIMIT = Duration.ofMinutes(45);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration HISTOGRAM_LIMIT = Duration.ofMinutes(5);
  private static final int SMALL_HEAP_MB = 512;
  private static final int BYTES_OF_HEAP_PER_DEPLOYMENT = 3_000;
  private static final long BYTES_PER_MB = 1 << 20;
  private static final int TOKEN_LIST_LIMIT = 10_000;
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  /** Objects in gaps that a full collection left, because to close them was not worth it. */
  private static final Pattern FILLER =
      Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +\\S*jdk\\.internal\\.vm\\.Filler\\S*");

  private final int deployments;
  private final ChildProcess process;
  private final Database database;
  private final int port;

  private LoadedRegistry(int deployments, ChildProcess process, Database database, int port) {
    this.deployments = deployments;
    this.process = process;
    this.database = database;
    this.port = port;
  }

  /**
   * Where it runs.
   *
   * @param project the checkout
   * @param state holds keys, settings and logs
   * @param keys the keys
   * @param kafka address of the broker
   */
  record Place(Path project, StateFolder state, KeyRing keys, String kafka) {}

  /** Starts it; see {@link #awaitReady}. */
  static LoadedRegistry start(Place place, Database database, int deployments) {
    String name = "registry-" + deployments;
    int port = FreePorts.next();
    Path config = place.state().serviceConfig(name);
    StringBuilder text = new StringBuilder();
    settings(place, database, deployments, port)
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Json.writeText(config, text.toString());
    ChildProcess process =
        ChildProcess.start(
            name,
            command(place.project(), config, deployments),
            Map.of(),
            place.state().log(name),
            STOP_LIMIT);
    return new LoadedRegistry(deployments, process, database, port);
  }

  /** Waits until everything is loaded. */
  void awaitReady() {
    process.awaitReady(this::isReady, LOADING_LIMIT);
  }

  private static List<String> command(Path project, Path config, int deployments) {
    Path program = project.resolve("registry-service/target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(program)) {
      throw new StackException(program + " is missing: './stockbridge build' makes it");
    }
    return List.of(
        Tool.ofJdk("java"),
        "-Xmx" + heapMb(deployments) + "m",
        "-Xss512k",
        "-XX:+UseSerialGC",
        // Look-ups among a million objects wait for memory: smaller objects, larger pages. JDK 25.
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:+UseCompactObjectHeaders",
        "-XX:+UseTransparentHugePages",
        // Soft caches of the libraries go after a second per free megabyte, which is some minutes.
        // At one size that is before memory is measured, at another after it: so before, at each.
        "-XX:SoftRefLRUPolicyMSPerMB=10",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dquarkus.config.locations=" + config,
        "-Dfile.encoding=UTF-8",
        "-jar",
        program.toString());
  }

  /** The heap a registry of that size gets. */
  static int heapMb(int deployments) {
    return SMALL_HEAP_MB + (int) ((long) deployments * BYTES_OF_HEAP_PER_DEPLOYMENT / BYTES_PER_MB);
  }

  private static Map<String, String> settings(
      Place place, Database database, int deployments, int port) {
    Path network = place.state().networkFile();
    Json.write(network, network(place.keys()));
    var settings = new LinkedHashMap<String, String>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("quarkus.datasource.password", database.password());
    settings.put("kafka.bootstrap.servers", place.kafka());
    settings.put("stockbridge.network-file", network.toString());
    settings.put(
        "stockbridge.registrar.private-key-file", place.keys().seedFile("registrar").toString());
    settings.put("stockbridge.registry.seed", "false");
    settings.put("stockbridge.registry.bench.enabled", "true");
    settings.put("stockbridge.registry.bench.deployments", Integer.toString(deployments));
    settings.put("stockbridge.registry.token-lists", Boolean.toString(hasTokenLists(deployments)));
    // The limiter counts every request and refuses none.
    settings.put("stockbridge.registry.rate-limit.requests-per-second", "1000000");
    settings.put("stockbridge.registry.rate-limit.burst", "1000000");
    settings.putAll(place.keys().tokenIssuer().settings());
    return settings;
  }

  /** Above what the lists' schema allows they are not built. */
  static boolean hasTokenLists(int deployments) {
    return deployments <= TOKEN_LIST_LIMIT;
  }

  private static ObjectNode network(KeyRing keys) {
    ObjectNode network = Json.object();
    network.put("schema", 1).put("environment", "bench").put("threshold", 1);
    network
        .putObject("registrar")
        .put("id", "registrar-bench")
        .put(
            "ed25519",
            Base64.getEncoder().encodeToString(keys.seed("registrar").publicKey().bytes()));
    network.putArray("chains");
    return network;
  }

  int deployments() {
    return deployments;
  }

  Database database() {
    return database;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  JsonHttp http() {
    return new JsonHttp(url());
  }

  /** Processor time that the process has used so far. */
  Duration processorTime() {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElseThrow(() -> new StackException("the registry has ended, see its log"));
  }

  /** Waits until what follows a start is done: the process uses little of a core. */
  void awaitQuiet(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Duration look = Duration.ofSeconds(3);
    Duration before = processorTime();
    while (System.nanoTime() < deadline) {
      Waiting.pause(look);
      Duration now = processorTime();
      if (now.minus(before).multipliedBy(5).compareTo(look) < 0) {
        return;
      }
      before = now;
    }
    throw new StackException("the registry was still at work after " + limit);
  }

  /**
   * Bytes of all objects that are alive after a full collection; what is allocated between the
   * collection and the look at it does not count, which the sizes of the generations would have.
   */
  long liveBytes() {
    String pid = Long.toString(process.pid());
    return liveBytes(
        Tool.output(List.of(Tool.ofJdk("jcmd"), pid, "GC.class_histogram"), HISTOGRAM_LIMIT));
  }

  /** The sum of jcmd's {@code GC.class_histogram} without what only fills gaps. */
  static long liveBytes(String histogram) {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new StackException("jcmd named no total: " + histogram.strip());
    }
    long bytes = Long.parseLong(total.group(1));
    Matcher filler = FILLER.matcher(histogram);
    while (filler.find()) {
      bytes -= Long.parseLong(filler.group(1));
    }
    return bytes;
  }

  private boolean isReady() {
    return HttpProbe.isOk(url() + "/q/health/ready");
  }

  @Override
  public void close() {
    process.close();
  }
}
