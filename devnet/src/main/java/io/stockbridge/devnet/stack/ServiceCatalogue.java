package io.stockbridge.devnet.stack;

import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The services of the local stack and how each is configured: as in production, with local values.
 */
final class ServiceCatalogue {

  static final String REGISTRY = "registry-service";
  static final String BRIDGE = "bridge-service";
  static final String CUSTODIAN = "custodian";
  static final List<String> ATTESTERS = List.of("attester-1", "attester-2", "attester-3");

  /** Those with a database. */
  static final List<String> WITH_DATABASE =
      List.of(REGISTRY, BRIDGE, "attester-1", "attester-2", "attester-3");

  /** Short rounds, so that nobody waits at a laptop; production keeps the services' defaults. */
  private static final Map<String, String> LOCAL_RHYTHM =
      Map.of(
          "stockbridge.chain-view.poll-interval", "500MS",
          "stockbridge.chain-view.supply-interval", "2S",
          "stockbridge.snapshots.epoch-length", "5S",
          "stockbridge.snapshots.leader-timeout", "1S",
          "stockbridge.snapshots.validity", "60S",
          "stockbridge.snapshots.poll-interval", "500MS",
          "stockbridge.guardian.first-pause", "3S",
          "stockbridge.attesting.action-lead", "10S",
          "stockbridge.attesting.action-settling", "5S");

  private static final String READY = "/q/health/ready";

  private final Path project;
  private final StateFolder state;
  private final Ports ports;
  private final KeyRing keys;
  private final Function<String, Database> databases;

  ServiceCatalogue(
      Path project,
      StateFolder state,
      Ports ports,
      KeyRing keys,
      Function<String, Database> databases) {
    this.project = project;
    this.state = state;
    this.ports = ports;
    this.keys = keys;
    this.databases = databases;
  }

  /** All services in the order they start. */
  List<ServiceSpec> all() {
    var specs = new ArrayList<ServiceSpec>();
    specs.add(registry());
    specs.add(bridge());
    for (String attester : ATTESTERS) {
      specs.add(attester(attester));
    }
    specs.add(custodian());
    return specs;
  }

  private ServiceSpec registry() {
    Map<String, String> settings = common(REGISTRY, PortName.REGISTRY);
    putRpc(settings);
    settings.put("stockbridge.observation.interval", "30S");
    settings.put("stockbridge.drift.interval", "10S");
    keys.seed("registrar");
    settings.put("stockbridge.registrar.private-key-file", keys.seedFile("registrar").toString());
    settings.put(
        "stockbridge.registry.local-deployment-file", state.localDeploymentFile().toString());
    keys.evmSecret(LocalNetwork.ACTIONS);
    keys.solana(LocalNetwork.ACTIONS);
    settings.put(
        "stockbridge.actions.evm-private-key-file", keys.evmFile(LocalNetwork.ACTIONS).toString());
    settings.put(
        "stockbridge.actions.solana-private-key-file",
        keys.solanaFile(LocalNetwork.ACTIONS).toString());
    settings.put("stockbridge.actions.lead", "5S");
    settings.put("stockbridge.actions.notice", "20S");
    settings.put("stockbridge.actions.poll-interval", "1S");
    settings.put("stockbridge.actions.watch-interval", "2S");
    settings.put("stockbridge.actions.overdue-after", "20S");
    // Everything here is one client: this machine.
    settings.put("stockbridge.registry.rate-limit.exempt", "127.0.0.0/8");
    return quarkus(REGISTRY, REGISTRY, PortName.REGISTRY, settings, 224);
  }

  private ServiceSpec bridge() {
    Map<String, String> settings = common(BRIDGE, PortName.BRIDGE);
    putRpc(settings);
    keys.evmSecret("relayer");
    keys.solana("relayer");
    settings.put("stockbridge.relayer.evm-private-key-file", keys.evmFile("relayer").toString());
    settings.put(
        "stockbridge.relayer.solana-private-key-file", keys.solanaFile("relayer").toString());
    return quarkus(BRIDGE, BRIDGE, PortName.BRIDGE, settings, 320);
  }

  /** Name of the key by which an attester halts. */
  static String guardianOf(String attester) {
    return attester + "-guardian";
  }

  private ServiceSpec attester(String name) {
    PortName port = PortName.ofFlag(name);
    Map<String, String> settings = common(name, port);
    putRpc(settings);
    keys.evmSecret(name);
    keys.solana(name);
    keys.seed(name + "-log");
    keys.solana("replay-authority");
    settings.put("stockbridge.attester.id", name);
    settings.put("stockbridge.attester.evm-private-key-file", keys.evmFile(name).toString());
    settings.put("stockbridge.attester.solana-private-key-file", keys.solanaFile(name).toString());
    settings.put(
        "stockbridge.attester.replay-authority-private-key-file",
        keys.solanaFile("replay-authority").toString());
    settings.put(
        "stockbridge.attester.log-private-key-file", keys.seedFile(name + "-log").toString());
    keys.evmSecret(guardianOf(name));
    settings.put(
        "stockbridge.attester.guardian-private-key-file",
        keys.evmFile(guardianOf(name)).toString());
    settings.putAll(LOCAL_RHYTHM);
    return quarkus(name, "attestation-service", port, settings, 320);
  }

  /** The custodian is a program of this module: another organisation's system, with its own key. */
  private ServiceSpec custodian() {
    keys.seed(CUSTODIAN);
    var command =
        List.of(
            java(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.stockbridge.devnet.cli.Stockbridge",
            "custodian",
            "--state",
            state.root().toString());
    return new ServiceSpec(CUSTODIAN, PortName.CUSTODIAN, command, Map.of(), "/health");
  }

  private Map<String, String> common(String service, PortName port) {
    Database database = databases.apply(service);
    var settings = new LinkedHashMap<String, String>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(ports.of(port)));
    settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("quarkus.datasource.password", database.password());
    settings.put("quarkus.datasource.reactive.max-size", "12");
    settings.put("quarkus.datasource.jdbc.max-size", "4");
    settings.put("kafka.bootstrap.servers", "127.0.0.1:" + ports.of(PortName.KAFKA));
    settings.put("stockbridge.network-file", state.networkFile().toString());
    settings.putAll(keys.tokenIssuer().settings());
    return settings;
  }

  private void putRpc(Map<String, String> settings) {
    putRpc(settings, Long.toString(Infrastructure.ARBITRUM_CHAIN_ID), PortName.ARBITRUM);
    putRpc(settings, Long.toString(Infrastructure.BASE_CHAIN_ID), PortName.BASE);
    putRpc(settings, "900", PortName.SOLANA);
  }

  private void putRpc(Map<String, String> settings, String domain, PortName port) {
    settings.put("stockbridge.rpc.\"%s\".urls".formatted(domain), ports.http(port));
    settings.put("stockbridge.rpc.\"%s\".quorum".formatted(domain), "1");
  }

  private ServiceSpec quarkus(
      String name, String module, PortName port, Map<String, String> settings, int heapMb) {
    Path program = project.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(program)) {
      throw new StackException(
          program + " is missing: './stockbridge up' builds it; run it from the checkout");
    }
    var command =
        List.of(
            java(),
            "-Xmx" + heapMb + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            // Five JVMs start at once on a laptop: the second compiler would take the cores from
            // them.
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dquarkus.config.locations=" + state.serviceConfig(name),
            "-Dfile.encoding=UTF-8",
            "-jar",
            program.toString());
    return new ServiceSpec(name, port, command, settings, READY);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
