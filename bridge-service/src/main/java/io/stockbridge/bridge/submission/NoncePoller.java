package io.stockbridge.bridge.submission;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.network.PerChainLoop;
import io.stockbridge.chains.EvmChain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Keeps looking at the pending transactions of every EVM chain. */
@ApplicationScoped
class NoncePoller {
  private final ChainPorts ports;
  private final SubmissionConfiguration configuration;
  private final PerChainLoop loop;

  NoncePoller(ChainPorts ports, NonceKeeper keeper, SubmissionConfiguration configuration) {
    this.ports = ports;
    this.configuration = configuration;
    this.loop = new PerChainLoop("nonces", configuration.pollInterval(), keeper::look);
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
