package io.stockbridge.registry.states;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Which state is the newest here. A fault is named and stops no read. */
@Readiness
@ApplicationScoped
class StateReadiness implements HealthCheck {

  private final StatePublisher publisher;

  StateReadiness(StatePublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("states")
            .up()
            .withData("number", publisher.latest().map(PublishedState::number).orElse(0L));
    String failure = publisher.failure();
    return failure == null ? response.build() : response.withData("cause", failure).build();
  }
}
