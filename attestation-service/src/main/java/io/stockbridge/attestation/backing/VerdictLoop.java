package io.stockbridge.attestation.backing;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Evaluates every asset again and again, whether anybody asks or not. */
@ApplicationScoped
class VerdictLoop {
  private static final Logger LOG = Logger.getLogger(VerdictLoop.class);

  private final Database database;
  private final AssetCatalogue catalogue;
  private final HealthChecks checks;
  private final Verdicts verdicts;
  private final Clock clock;

  VerdictLoop(
      Database database,
      AssetCatalogue catalogue,
      HealthChecks checks,
      Verdicts verdicts,
      Clock clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.checks = checks;
    this.verdicts = verdicts;
    this.clock = clock;
  }

  @Scheduled(
      every = "${stockbridge.backing.verdict-interval:2S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void evaluate() {
    for (AssetRecord asset : catalogue.current().values()) {
      try {
        database.change(tx -> evaluate(tx, asset));
      } catch (RuntimeException failure) {
        // One asset's figures, however odd, must not keep the others from being watched.
        String cause = TransientFailures.describe(failure);
        LOG.errorf(failure, "asset not evaluated isin=%s cause=\"%s\"", asset.isin(), cause);
        if (!TransientFailures.isTransient(failure)) {
          degrade(asset, cause);
        }
      }
    }
  }

  private void degrade(AssetRecord asset, String cause) {
    try {
      database.change(
          tx -> verdicts.degrade(tx, asset, "not evaluated: " + cause, clock.instant()));
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "verdict not recorded isin=%s", asset.isin());
    }
  }

  private void evaluate(Tx tx, AssetRecord asset) {
    Instant now = clock.instant();
    verdicts.record(tx, asset, checks.of(tx, asset, now), now);
  }
}
