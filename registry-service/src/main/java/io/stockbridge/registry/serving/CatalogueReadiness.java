package io.stockbridge.registry.serving;

import io.stockbridge.kit.json.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once there is a state to answer from. An unreachable database is named and does not make
 * the service unready: reads go on from memory.
 */
@Readiness
@ApplicationScoped
class CatalogueReadiness implements HealthCheck {

  private final CatalogueHolder holder;

  CatalogueReadiness(CatalogueHolder holder) {
    this.holder = holder;
  }

  @Override
  public HealthCheckResponse call() {
    CatalogueHolder.State state = holder.state();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("catalogue")
            .status(state.catalogue().tokenCount() > 0)
            .withData("number", state.catalogue().number())
            .withData("assets", state.catalogue().assets().size())
            .withData("tokens", state.catalogue().tokenCount())
            .withData("loadedAt", Rfc3339.format(state.loadedAt()));
    String failure = holder.failure();
    return failure == null ? response.build() : response.withData("cause", failure).build();
  }
}
