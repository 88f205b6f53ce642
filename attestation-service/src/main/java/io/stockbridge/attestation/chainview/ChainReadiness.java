package io.stockbridge.attestation.chainview;

import io.stockbridge.attestation.log.Checkpoints;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every chain is followed and the log is intact; otherwise each cause by name. */
@Readiness
@ApplicationScoped
class ChainReadiness implements HealthCheck {
  private final ChainFollowers followers;
  private final Checkpoints checkpoints;

  ChainReadiness(ChainFollowers followers, Checkpoints checkpoints) {
    this.followers = followers;
    this.checkpoints = checkpoints;
  }

  @Override
  public HealthCheckResponse call() {
    Map<DomainId, String> faults = followers.faults();
    boolean logBroken = checkpoints.isBroken();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("chains-and-log").status(faults.isEmpty() && !logBroken);
    faults.forEach((domain, cause) -> response.withData("domain " + domain, cause));
    if (logBroken) {
      response.withData("log", "the stored log does not continue its signed checkpoint");
    }
    return response.build();
  }
}
