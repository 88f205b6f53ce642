package io.stockbridge.devnet.stack;

import io.stockbridge.devnet.state.Holders;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The process behind {@code up}: starts every part in order, holds Kafka in its own JVM and the
 * others as children, answers the control, and ends everything in reverse order when told or
 * signalled.
 */
public final class Supervisor {

  private final Path project;
  private final StateFolder state;
  private final Ports ports;
  private final KeyRing keys;
  private final Progress progress;
  private final ProcessLedger ledger;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final StartPhase startPhase = new StartPhase();
  private @Nullable Infrastructure infrastructure;
  private @Nullable Services services;
  private @Nullable ControlServer control;

  public Supervisor(Path project, StateFolder state, Ports ports) {
    this.project = project;
    this.state = state;
    this.ports = ports;
    this.keys = new KeyRing(state.keys());
    this.progress = Progress.start(SupervisorFile.progress(state));
    this.ledger = new ProcessLedger(SupervisorFile.processes(state));
  }

  /**
   * Runs until told to end.
   *
   * @return 0 after an orderly end, 1 if the stack could not be started
   */
  public int run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "shut-down"));
    try {
      startPhase.run(this::start);
    } catch (StartPhase.EndedException e) {
      progress.failed("ended before it was ready");
      awaitEnded();
      return 1;
    } catch (RuntimeException e) {
      e.printStackTrace();
      progress.failed(String.valueOf(e.getMessage()));
      shutDown();
      return 1;
    }
    progress.ready();
    awaitEnded();
    return 0;
  }

  private void awaitEnded() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start() {
    ControlServer server = ControlServer.start(this, keys.password("control"));
    control = server;
    SupervisorFile.ofThisProcess(server.port(), keys.password("control")).write(state);
    List<String> leftovers =
        ProcessLedger.endLeftovers(SupervisorFile.processes(state), state.data("postgres"));
    if (!leftovers.isEmpty()) {
      progress.line("  ended what an earlier run left: " + String.join(", ", leftovers));
    }
    ports.requireFree();
    state.storePorts(ports);
    keys.tokenIssuer();
    Holders.NAMES.forEach(
        name -> {
          keys.evmSecret(name);
          keys.solana(name);
        });
    Infrastructure base = new Infrastructure(project, state, ports, ledger, progress);
    infrastructure = base;
    base.start(keys, ServiceCatalogue.WITH_DATABASE);
    startPhase.mayBeInterrupted();
    new Deployment(project, state, ports, keys, progress).ensure();
    startServices(new ServiceCatalogue(project, state, ports, keys, base::database));
  }

  private void startServices(ServiceCatalogue catalogue) {
    List<ServiceSpec> specs = catalogue.all();
    Services all = new Services(state, ports, ledger, specs);
    services = all;
    specs.forEach(spec -> all.launch(spec.name()));
    for (ServiceSpec spec : specs) {
      progress.run(
          "%s on %d".formatted(spec.name(), ports.of(spec.port())),
          () -> all.awaitReady(spec.name()));
    }
  }

  /** The services, once they are being started. */
  Services services() {
    Services current = services;
    if (current == null) {
      throw new StackException("the stack is still starting: services are not there yet");
    }
    return current;
  }

  /** Starts a stopped service and waits until it is ready. */
  void startService(String name) {
    services().launch(name);
    services().awaitReady(name);
  }

  /** Ends everything in reverse order; a second call waits for the first. */
  void shutDown() {
    if (closing.getAndSet(true)) {
      awaitEnded();
      return;
    }
    startPhase.end();
    if (services != null) {
      services.close();
      progress.line("  stopped the services");
    }
    if (infrastructure != null) {
      infrastructure.close();
    }
    if (control != null) {
      control.close();
    }
    SupervisorFile.delete(state);
    ended.countDown();
  }
}
