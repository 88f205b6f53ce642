package io.stockbridge.registry.observation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Names how many tokens are verified. Reads need no chain, so it is never down. */
@Readiness
@ApplicationScoped
class ObservationReadiness implements HealthCheck {

  private final ObservationBook book;

  ObservationReadiness(ObservationBook book) {
    this.book = book;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("observations").up();
    for (Observation.Status status : Observation.Status.values()) {
      response.withData(status.wire(), book.count(status));
    }
    response.withData("unreadable", book.unreadable());
    String failure = book.failure();
    return failure == null ? response.build() : response.withData("cause", failure).build();
  }
}
