package io.stockbridge.registry.actions;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says how driving corporate actions goes. Reads stay right meanwhile, so it is never down. */
@Readiness
@ApplicationScoped
class ActionReadiness implements HealthCheck {

  private final ActionLoop loop;

  ActionReadiness(ActionLoop loop) {
    this.loop = loop;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("actions")
            .up()
            .withData("chains", loop.chainCount())
            .withData("lagging", loop.lagging());
    String failure = loop.failure();
    return failure == null ? response.build() : response.withData("failure", failure).build();
  }
}
