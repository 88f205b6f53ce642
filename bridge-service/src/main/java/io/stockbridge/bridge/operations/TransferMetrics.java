package io.stockbridge.bridge.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.protocol.transfer.TransferState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/** How many transfers are in each state and how long the oldest has been there. */
@ApplicationScoped
class TransferMetrics {
  private static final Logger LOG = Logger.getLogger(TransferMetrics.class);

  private record Figures(long count, double oldestSeconds) {}

  private static final Figures NONE = new Figures(0, 0);

  private final Database database;
  private volatile Map<String, Figures> byState = Map.of();

  TransferMetrics(Database database, MeterRegistry meters) {
    this.database = database;
    for (TransferState state : TransferState.values()) {
      String name = state.name().toLowerCase(Locale.ROOT);
      Gauge.builder("stockbridge.transfers", () -> byState.getOrDefault(name, NONE).count())
          .description("Transfers in a state")
          .tag("state", name)
          .register(meters);
      if (!state.isTerminal()) {
        Gauge.builder(
                "stockbridge.transfers.oldest.age",
                () -> byState.getOrDefault(name, NONE).oldestSeconds())
            .description("How long the oldest transfer has been in a state")
            .baseUnit("seconds")
            .tag("state", name)
            .register(meters);
      }
    }
  }

  @Scheduled(
      every = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void refresh() {
    try {
      Map<String, Figures> figures = new HashMap<>();
      database
          .inTransaction(
              tx ->
                  tx.query(
                      "select state, count(*) as transfers, cast(max(extract(epoch from now() -"
                          + " changed_at)) as bigint) as oldest from transfers group by state"))
          .forEach(
              row ->
                  figures.put(
                      row.text("state"),
                      new Figures(row.number("transfers"), row.number("oldest"))));
      byState = Map.copyOf(figures);
    } catch (RuntimeException e) {
      LOG.warnf("transfers cannot be counted cause=\"%s\"", TransientFailures.describe(e));
    }
  }
}
