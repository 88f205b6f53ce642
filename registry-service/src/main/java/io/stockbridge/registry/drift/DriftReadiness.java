package io.stockbridge.registry.drift;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Names the drift of each chain. Reads stay right while a chain lags, so it is never down. */
@Readiness
@ApplicationScoped
class DriftReadiness implements HealthCheck {

  private final DriftBook book;

  DriftReadiness(DriftBook book) {
    this.book = book;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("drift")
            .up()
            .withData("chains", book.chainCount())
            .withData("findings", book.findings())
            .withData("unread", book.unread());
    for (JsonNode row : book.chains()) {
      String chain = row.path("chain").asText();
      boolean failed = row.hasNonNull("failure");
      response.withData(
          chain, failed ? row.path("failure").asText() : row.path("findings").size() + " findings");
    }
    return response.build();
  }
}
