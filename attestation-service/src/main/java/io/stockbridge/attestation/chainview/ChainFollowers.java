package io.stockbridge.attestation.chainview;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.attestation.network.ChainReaders;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** One thread per chain that looks at it again and again; a fault of one chain stops no other. */
@ApplicationScoped
public class ChainFollowers {
  private static final Logger LOG = Logger.getLogger(ChainFollowers.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final List<ChainFollower> followers = new ArrayList<>();
  private final Map<DomainId, String> faults = new ConcurrentHashMap<>();
  private final Map<DomainId, Instant> lastLooks = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ChainViewSettings settings;
  private final Clock clock;
  private volatile boolean stopping;

  ChainFollowers(
      ChainReaders readers,
      Database database,
      ChainLedger ledger,
      AssetCatalogue catalogue,
      ChainViewSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.clock = clock;
    for (ChainReaders.Ports ports : readers.all()) {
      followers.add(new ChainFollower(ports, database, ledger, catalogue, settings, clock));
      DomainId domain = ports.reader().domain();
      meters.gauge(
          "stockbridge_chain_view_age_seconds",
          List.of(io.micrometer.core.instrument.Tag.of("domain", domain.toString())),
          lastLooks,
          looks -> ageSeconds(looks, domain));
    }
  }

  /** Why the last look at a chain failed, by chain; empty when all went well. */
  public Map<DomainId, String> faults() {
    return Map.copyOf(faults);
  }

  /**
   * The chains whose last whole look is older than {@code maxAge}, or that were never looked at,
   * each with its age in words. A look that hangs is no fault, yet it makes the view old.
   */
  public Map<DomainId, String> notSeenFor(Duration maxAge) {
    Instant now = clock.instant();
    Map<DomainId, String> old = new HashMap<>();
    for (ChainFollower follower : followers) {
      Instant last = lastLooks.get(follower.domain());
      if (last == null) {
        old.put(follower.domain(), "not read yet");
      } else if (Duration.between(last, now).compareTo(maxAge) > 0) {
        old.put(
            follower.domain(), "not read for " + Duration.between(last, now).toSeconds() + " s");
      }
    }
    return Map.copyOf(old);
  }

  void start(@Observes StartupEvent event) {
    for (ChainFollower follower : followers) {
      threads.add(
          Thread.ofVirtual()
              .name("follow-" + follower.domain())
              .start(() -> followForEver(follower)));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    threads.forEach(Thread::interrupt);
  }

  private void followForEver(ChainFollower follower) {
    Duration pause = settings.pollInterval();
    while (!stopping) {
      pause = lookOnce(follower) ? settings.pollInterval() : longer(pause);
      try {
        Thread.sleep(pause);
      } catch (InterruptedException interrupted) {
        return;
      }
    }
  }

  private boolean lookOnce(ChainFollower follower) {
    try {
      follower.look();
      lastLooks.put(follower.domain(), clock.instant());
      if (faults.remove(follower.domain()) != null) {
        LOG.infof("chain is readable again domain=%s", follower.domain());
      }
      return true;
    } catch (RuntimeException failure) {
      if (stopping) {
        return false;
      }
      // Any failure means the same here: the view grows old, and an old view signs nothing.
      String cause = TransientFailures.describe(failure);
      String before = faults.put(follower.domain(), cause);
      if (!cause.equals(before)) {
        LOG.errorf("chain cannot be followed domain=%s cause=\"%s\"", follower.domain(), cause);
      }
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private double ageSeconds(Map<DomainId, Instant> looks, DomainId domain) {
    Instant last = looks.get(domain);
    return last == null ? Double.NaN : Duration.between(last, clock.instant()).toMillis() / 1000.0;
  }
}
