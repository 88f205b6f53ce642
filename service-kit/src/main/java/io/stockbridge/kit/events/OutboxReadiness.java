package io.stockbridge.kit.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while committed facts do not leave: the rest of the system would see old state. */
@Readiness
@ApplicationScoped
class OutboxReadiness implements HealthCheck {

  private final OutboxStatus status;
  private final OutboxConfiguration configuration;

  OutboxReadiness(OutboxStatus status, OutboxConfiguration configuration) {
    this.status = status;
    this.configuration = configuration;
  }

  @Override
  public HealthCheckResponse call() {
    long ageSeconds = status.oldestAge().toSeconds();
    boolean up = status.readable() && ageSeconds <= configuration.readinessMaxAgeSeconds();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("outbox")
            .status(up || !configuration.readinessRequired())
            .withData("depth", status.depth())
            .withData("oldestAgeSeconds", ageSeconds);
    String cause = status.cause();
    return cause == null ? response.build() : response.withData("cause", cause).build();
  }
}
