package io.stockbridge.attestation.chainview;

import io.stockbridge.attestation.log.Checkpoints;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the last look at every pinned chain went well and is not older than a view may be, and
 * the log is intact; otherwise each cause by name.
 */
@Readiness
@ApplicationScoped
class ChainReadiness implements HealthCheck {
  private final ChainFollowers followers;
  private final Checkpoints checkpoints;
  private final ChainViewSettings settings;

  ChainReadiness(ChainFollowers followers, Checkpoints checkpoints, ChainViewSettings settings) {
    this.followers = followers;
    this.checkpoints = checkpoints;
    this.settings = settings;
  }

  @Override
  public HealthCheckResponse call() {
    Map<DomainId, String> faults = new HashMap<>(followers.notSeenFor(settings.maxAge()));
    followers
        .faults()
        .forEach((domain, fault) -> faults.merge(domain, fault, (a, b) -> a + ": " + b));
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
