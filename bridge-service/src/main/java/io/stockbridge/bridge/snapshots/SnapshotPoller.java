package io.stockbridge.bridge.snapshots;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.network.PerChainLoop;
import io.stockbridge.chains.EvmChain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Keeps every EVM chain's oracle at the newest snapshot. */
@ApplicationScoped
class SnapshotPoller {
  private final ChainPorts ports;
  private final SnapshotConfiguration configuration;
  private final PerChainLoop loop;

  SnapshotPoller(
      ChainPorts ports, SnapshotPublisher publisher, SnapshotConfiguration configuration) {
    this.ports = ports;
    this.configuration = configuration;
    this.loop = new PerChainLoop("snapshots", configuration.pollInterval(), publisher::look);
  }

  void start(@Observes StartupEvent event) {
    if (configuration.enabled()) {
      loop.start(ports.network().evmChains().stream().map(EvmChain::domain).toList());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }
}
