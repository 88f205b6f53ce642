package io.stockbridge.devnet.stack;

import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The service processes: each can be stopped, killed and started again by name. Thread-safe. */
final class Services implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofMinutes(4);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /** What is known about a service: "up", "starting" (runs, not ready), "stopped" or "died". */
  record Health(String state, String url, String detail) {}

  private final StateFolder state;
  private final Ports ports;
  private final ProcessLedger ledger;
  private final Map<String, ServiceSpec> specs = new LinkedHashMap<>();
  private final Map<String, ChildProcess> processes = new LinkedHashMap<>();

  Services(StateFolder state, Ports ports, ProcessLedger ledger, List<ServiceSpec> specs) {
    this.state = state;
    this.ports = ports;
    this.ledger = ledger;
    specs.forEach(spec -> this.specs.put(spec.name(), spec));
  }

  /** Starts a service without waiting; one that runs is left alone. */
  synchronized void launch(String name) {
    ServiceSpec spec = spec(name);
    ChildProcess current = processes.get(name);
    if (current != null && current.isAlive()) {
      return;
    }
    if (!spec.settings().isEmpty()) {
      Json.writeText(state.serviceConfig(name), properties(spec.settings()));
    }
    ChildProcess process =
        ChildProcess.start(name, spec.command(), Map.of(), state.log(name), STOP_LIMIT);
    processes.put(name, process);
    ledger.add(name, process.pid());
  }

  /** Waits until a launched service answers as ready. */
  void awaitReady(String name) {
    ChildProcess process;
    synchronized (this) {
      process = processes.get(name);
    }
    if (process == null) {
      throw new StackException(name + " was not started");
    }
    try {
      process.awaitReady(() -> isReady(spec(name)), READY_LIMIT);
    } catch (IllegalStateException e) {
      throw new StackException(e.getMessage() == null ? name + " failed" : e.getMessage(), e);
    }
  }

  /** Asks a service to stop and waits for its end; one that does not run is left alone. */
  synchronized void stop(String name) {
    spec(name);
    ChildProcess process = processes.remove(name);
    if (process != null) {
      process.close();
      ledger.remove(name);
    }
  }

  /** Ends a service at once (SIGKILL). */
  synchronized void kill(String name) {
    spec(name);
    ChildProcess process = processes.remove(name);
    if (process != null) {
      process.kill();
      ledger.remove(name);
    }
  }

  /** Health of every service, in the order they start. */
  synchronized Map<String, Health> health() {
    var all = new LinkedHashMap<String, Health>();
    for (ServiceSpec spec : specs.values()) {
      String url = ports.http(spec.port());
      ChildProcess process = processes.get(spec.name());
      if (process == null) {
        all.put(spec.name(), new Health("stopped", url, ""));
      } else if (!process.isAlive()) {
        all.put(
            spec.name(),
            new Health("died", url, "exit code " + process.exitCode() + ", see its log"));
      } else {
        boolean ready = isReady(spec);
        all.put(spec.name(), new Health(ready ? "up" : "starting", url, "pid " + process.pid()));
      }
    }
    return all;
  }

  private ServiceSpec spec(String name) {
    ServiceSpec spec = specs.get(name);
    if (spec == null) {
      throw new StackException(
          "no service is called '%s'; the names are %s"
              .formatted(name, String.join(", ", specs.keySet())));
    }
    return spec;
  }

  private boolean isReady(ServiceSpec spec) {
    return HttpProbe.isOk(ports.http(spec.port()) + spec.healthPath());
  }

  private static String properties(Map<String, String> settings) {
    var text = new StringBuilder("# Written by './stockbridge up'; changes are lost.\n");
    settings.forEach(
        (key, value) ->
            text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    return text.toString();
  }

  /** Stops all, the last started first. */
  @Override
  public void close() {
    var names = new ArrayList<>(specs.keySet());
    Collections.reverse(names);
    var threads = new ArrayList<Thread>();
    for (String name : names) {
      ChildProcess process;
      synchronized (this) {
        process = processes.remove(name);
      }
      if (process != null) {
        threads.add(Thread.ofPlatform().name("stop-" + name).start(process::close));
        ledger.remove(name);
      }
    }
    threads.forEach(Services::join);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
