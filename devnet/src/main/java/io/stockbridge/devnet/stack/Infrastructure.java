package io.stockbridge.devnet.stack;

import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.Anvil;
import io.stockbridge.testsupport.Database;
import io.stockbridge.testsupport.EmbeddedKafkaBroker;
import io.stockbridge.testsupport.EmbeddedPostgresServer;
import io.stockbridge.testsupport.PostgresServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the services stand on: PostgreSQL, Kafka, and one node per chain. Ends in reverse order. */
final class Infrastructure implements AutoCloseable {

  /** EIP-155 chain id, and domain, of the Arbitrum-like chain. */
  static final long ARBITRUM_CHAIN_ID = 412_346;

  /** EIP-155 chain id, and domain, of the Base-like chain. */
  static final long BASE_CHAIN_ID = 84_538_453;

  /** Seconds between blocks. */
  static final int BLOCK_TIME_SECONDS = 1;

  /** The short session lets a broker come back soon after its process was killed. */
  private static final Map<String, String> BROKER_SETTINGS =
      Map.of(
          "auto.create.topics.enable", "false",
          "log.retention.ms", "-1",
          "controlled.shutdown.enable", "true",
          "broker.session.timeout.ms", "3000",
          "broker.heartbeat.interval.ms", "500");

  private final Path project;
  private final StateFolder state;
  private final Ports ports;
  private final ProcessLedger ledger;
  private final Progress progress;
  private final Deque<Running> running = new ArrayDeque<>();
  private final Map<String, Database> databases = new LinkedHashMap<>();

  private record Running(String name, AutoCloseable part) {}

  Infrastructure(
      Path project, StateFolder state, Ports ports, ProcessLedger ledger, Progress progress) {
    this.project = project;
    this.state = state;
    this.ports = ports;
    this.ledger = ledger;
    this.progress = progress;
  }

  /**
   * Starts everything; what was started is ended by {@link #close()} even if a later part fails.
   */
  void start(KeyRing keys, List<String> services) {
    progress.run(
        "PostgreSQL on " + ports.of(PortName.POSTGRES), () -> startPostgres(keys, services));
    progress.run("Kafka on " + ports.of(PortName.KAFKA), this::startKafka);
    startAnvil("arbitrum", ARBITRUM_CHAIN_ID, PortName.ARBITRUM);
    startAnvil("base", BASE_CHAIN_ID, PortName.BASE);
    progress.run("Solana node on " + ports.of(PortName.SOLANA), this::startSolana);
  }

  /** Database of a service. */
  Database database(String service) {
    Database database = databases.get(service);
    if (database == null) {
      throw new IllegalArgumentException("no database for " + service);
    }
    return database;
  }

  private void startPostgres(KeyRing keys, List<String> services) {
    Path data = state.data("postgres");
    boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
    PostgresServer server =
        EmbeddedPostgresServer.startIn(data, ports.of(PortName.POSTGRES), state.log("postgres"));
    running.push(new Running("postgres", server));
    for (String service : services) {
      String name = service.replace('-', '_');
      databases.put(service, server.ensureDatabase(name, keys.password("database-" + service)));
    }
    if (fresh) {
      PostgresAccess.requirePasswords(data, server);
    }
  }

  private void startKafka() {
    Path data = state.data("kafka");
    EmbeddedKafkaBroker broker =
        EmbeddedKafkaBroker.start(
            data, ports.of(PortName.KAFKA), ports.of(PortName.KAFKA_CONTROLLER), BROKER_SETTINGS);
    running.push(new Running("kafka", broker));
    Topics.ensure(broker.bootstrapServers());
  }

  private void startAnvil(String name, long chainId, PortName port) {
    progress.run(
        "%s-like chain %d on %d".formatted(name, chainId, ports.of(port)),
        () -> {
          Path chain = ChainState.usable(state.data(name).resolve("chain.json"));
          Anvil anvil =
              Anvil.start(
                  project,
                  new Anvil.Settings(
                      chainId,
                      ports.of(port),
                      Optional.of(BLOCK_TIME_SECONDS),
                      Optional.of(chain),
                      state.log(name)));
          ledger.add(name, anvil.process().pid());
          running.push(new Running(name, anvil));
          URI node = URI.create(ports.http(port));
          running.push(new Running(name + " pulse", BlockPulse.start(name, node)));
        });
  }

  private void startSolana() {
    SolanaNode node =
        SolanaNode.start(
            project,
            ports.of(PortName.SOLANA),
            ports.of(PortName.SOLANA_WS),
            state.data("solana"),
            state.log("solana"));
    ledger.add("solana", node.pid());
    running.push(new Running("solana", node));
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      Running part = running.pop();
      try {
        part.part().close();
        ledger.remove(part.name());
        progress.line("  stopped " + part.name());
      } catch (Exception e) {
        // The others must still be ended; what stays behind is ended by the next start.
        progress.line("  " + part.name() + " did not stop: " + e.getMessage());
      }
    }
  }
}
