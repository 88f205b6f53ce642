package io.stockbridge.bridge.observation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** How the reading of each chain goes, for metrics and readiness. */
@ApplicationScoped
public class ChainProgress {
  private static final Logger LOG = Logger.getLogger(ChainProgress.class);

  /** The last look at one chain. */
  private record Look(Instant at, long head, Optional<String> fault) {}

  private final Map<DomainId, Look> looks = new ConcurrentHashMap<>();
  private final MeterRegistry meters;
  private final Instant startedAt = Instant.now();

  ChainProgress(MeterRegistry meters, ChainPorts ports) {
    this.meters = meters;
    ports.network().chains().forEach(chain -> register(chain.domain(), chain.name()));
  }

  void looked(DomainId domain, long head, boolean complete) {
    Instant at = complete ? Instant.now() : lastComplete(domain);
    looks.put(domain, new Look(at, head, Optional.empty()));
  }

  void failed(DomainId domain, RuntimeException failure) {
    String cause = TransientFailures.describe(failure);
    Look before = looks.get(domain);
    boolean news = before == null || !before.fault().equals(Optional.of(cause));
    if (news) {
      LOG.warnf("chain cannot be read domain=%s cause=\"%s\"", domain, cause);
    }
    meters.counter("stockbridge.chain.read.failures", "domain", domain.toString()).increment();
    looks.put(
        domain,
        new Look(lastComplete(domain), before == null ? 0 : before.head(), Optional.of(cause)));
  }

  /** How long ago the chain was read up to its final head. */
  public Duration age(DomainId domain) {
    return Duration.between(lastComplete(domain), Instant.now());
  }

  /** Why the chain cannot be read, if it cannot. */
  public Optional<String> fault(DomainId domain) {
    Look look = looks.get(domain);
    return look == null ? Optional.empty() : look.fault();
  }

  private Instant lastComplete(DomainId domain) {
    Look look = looks.get(domain);
    return look == null ? startedAt : look.at();
  }

  private void register(DomainId domain, String name) {
    Gauge.builder("stockbridge.chain.cursor.lag", () -> age(domain).toMillis() / 1000.0)
        .description("Time since the chain was read up to its final head")
        .baseUnit("seconds")
        .tag("domain", domain.toString())
        .tag("chain", name)
        .register(meters);
    Gauge.builder(
            "stockbridge.chain.final.height",
            () -> {
              Look look = looks.get(domain);
              return look == null ? 0 : look.head();
            })
        .description("Newest final block or slot seen")
        .tag("domain", domain.toString())
        .tag("chain", name)
        .register(meters);
  }
}
