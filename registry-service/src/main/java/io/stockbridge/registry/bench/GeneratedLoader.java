package io.stockbridge.registry.bench;

import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.AssetStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Loads generated assets the way every asset is recorded: validated, signed, with history, change
 * and event. It goes on where an earlier start ended.
 */
@ApplicationScoped
public class GeneratedLoader {

  private static final Logger LOG = Logger.getLogger(GeneratedLoader.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PER_TRANSACTION = 500;
  private static final int PER_LINE = 25_000;
  private static final long SEED = 20_261_127;

  private final BenchConfiguration configuration;
  private final Transactions transactions;
  private final AssetStore store;
  private final AssetRecorder recorder;

  GeneratedLoader(
      BenchConfiguration configuration,
      Transactions transactions,
      AssetStore store,
      AssetRecorder recorder) {
    this.configuration = configuration;
    this.transactions = transactions;
    this.store = store;
    this.recorder = recorder;
  }

  /** Loads what is configured and not there yet; nothing unless a measurement is. */
  public void load() {
    if (!configuration.enabled() || configuration.deployments() == 0) {
      return;
    }
    var generated = new GeneratedAssets(SEED, configuration.deployments());
    var cause = new AssetRecorder.Cause("bench", "generated with seed " + SEED);
    long start = System.nanoTime();
    for (int from = stored(); from < generated.size(); from += PER_TRANSACTION) {
      int until = Math.min(generated.size(), from + PER_TRANSACTION);
      List<AssetRecorder.AssetChange> changes = new ArrayList<>();
      for (int number = from; number < until; number++) {
        var asset = generated.asset(number);
        changes.add(new AssetRecorder.AssetChange(asset, known -> asset, null));
      }
      transactions.await(
          PATIENCE,
          session ->
              store
                  .lockForWriting(session)
                  .chain(() -> recorder.recordAssets(session, changes, cause)));
      if (until % PER_LINE == 0 || until == generated.size()) {
        LOG.infof(
            "generated assets=%d of %d seed=%d seconds=%d",
            until, generated.size(), SEED, (System.nanoTime() - start) / 1_000_000_000L);
      }
    }
  }

  /** Whole transactions of a start before this one. */
  private int stored() {
    long count =
        transactions.await(
            PATIENCE,
            session ->
                session
                    .createNativeQuery(
                        "select count(*) from entry_version where kind = 'instrument'"
                            + " and version = 1 and subject = 'bench'",
                        Long.class)
                    .getSingleResult());
    return (int) count / PER_TRANSACTION * PER_TRANSACTION;
  }
}
