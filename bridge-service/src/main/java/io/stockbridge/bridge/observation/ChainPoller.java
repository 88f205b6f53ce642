package io.stockbridge.bridge.observation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.network.PerChainLoop;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Keeps looking at every chain. */
@ApplicationScoped
class ChainPoller {
  private final ChainPorts ports;
  private final ObservationConfiguration configuration;
  private final PerChainLoop loop;

  ChainPoller(ChainPorts ports, ChainWatch watch, ObservationConfiguration configuration) {
    this.ports = ports;
    this.configuration = configuration;
    this.loop = new PerChainLoop("observation", configuration.pollInterval(), watch::look);
  }

  void start(@Observes StartupEvent event) {
    // Read even when this process does not watch: a fault in the network file stops the start.
    List<DomainId> domains =
        ports.network().chains().stream().map(ChainDescription::domain).toList();
    if (configuration.enabled()) {
      loop.start(domains);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }
}
