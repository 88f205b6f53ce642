package io.stockbridge.attestation.backing;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.attestation.assets.AssetRecord;
import io.stockbridge.attestation.store.Database;
import io.stockbridge.attestation.store.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Evaluates every asset again and again, whether anybody asks or not. */
@ApplicationScoped
class VerdictLoop {
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
      database.change(tx -> evaluate(tx, asset));
    }
  }

  private void evaluate(Tx tx, AssetRecord asset) {
    Instant now = clock.instant();
    verdicts.record(tx, asset, checks.of(tx, asset, now), now);
  }
}
