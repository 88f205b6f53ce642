package io.stockbridge.bridge.operations;

import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.observation.ChainProgress;
import io.stockbridge.bridge.observation.ObservationConfiguration;
import io.stockbridge.chains.ChainDescription;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every chain was read up to its final head not long ago; says which was not, why. */
@Readiness
@ApplicationScoped
class ChainsReadiness implements HealthCheck {
  private final ChainPorts ports;
  private final ChainProgress progress;
  private final ObservationConfiguration configuration;

  ChainsReadiness(
      ChainPorts ports, ChainProgress progress, ObservationConfiguration configuration) {
    this.ports = ports;
    this.progress = progress;
    this.configuration = configuration;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("chains");
    boolean up = true;
    for (ChainDescription chain : ports.network().chains()) {
      Duration age = progress.age(chain.domain());
      boolean fresh =
          !configuration.enabled() || age.compareTo(configuration.readinessMaxAge()) <= 0;
      up &= fresh;
      String state = fresh ? "read" : "not read for " + age.toSeconds() + " s";
      response.withData(
          chain.name(), progress.fault(chain.domain()).map(f -> state + ": " + f).orElse(state));
    }
    return response.status(up).build();
  }
}
