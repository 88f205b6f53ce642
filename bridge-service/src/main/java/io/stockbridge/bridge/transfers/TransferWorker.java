package io.stockbridge.bridge.transfers;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.logging.LogContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Finds due transfers in the table and runs their steps, a bounded number at once. Nothing is
 * remembered in memory: a process that dies leaves leases, which end.
 */
@ApplicationScoped
public class TransferWorker {
  private static final Logger LOG = Logger.getLogger(TransferWorker.class);

  private final Database database;
  private final TransferStore store;
  private final List<TransferStep> steps;
  private final WorkerConfiguration configuration;
  private final MeterRegistry meters;
  private final Semaphore slots;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean running;

  TransferWorker(
      Database database,
      TransferStore store,
      @All List<TransferStep> steps,
      WorkerConfiguration configuration,
      MeterRegistry meters) {
    this.database = database;
    this.store = store;
    this.steps = steps;
    this.configuration = configuration;
    this.meters = meters;
    this.slots = new Semaphore(configuration.concurrency());
  }

  void start(@Observes StartupEvent event) {
    if (configuration.enabled()) {
      running = true;
      threads.execute(this::poll);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    threads.shutdownNow();
  }

  /** Claims due transfers and starts their steps; the number that was claimed. */
  public int startDue() throws InterruptedException {
    slots.acquire();
    int free = 1 + slots.drainPermits();
    List<Transfer> claimed = List.of();
    try {
      claimed = database.inTransaction(tx -> store.claimDue(tx, free, configuration.lease()));
    } finally {
      slots.release(free - claimed.size());
    }
    for (Transfer transfer : claimed) {
      threads.execute(() -> runAndRelease(transfer));
    }
    return claimed.size();
  }

  /** Runs one step to its end on the calling thread. */
  public void runStep(Transfer transfer) {
    LogContext.putTransfer(transfer.id());
    try {
      TransferStep step =
          steps.stream()
              .filter(candidate -> candidate.handles(transfer))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "no step for state " + transfer.state() + " of " + transfer.id()));
      step.run(transfer);
      database.change(tx -> store.release(tx, transfer.id()));
    } catch (StaleTransferException e) {
      LOG.debugf("step given up transferId=%s cause=\"%s\"", transfer.id(), e.getMessage());
      database.change(tx -> store.release(tx, transfer.id()));
    } catch (RuntimeException e) {
      meters
          .counter(
              "stockbridge.transfers.steps.failed", "state", TransferRows.wire(transfer.state()))
          .increment();
      LOG.warnf(
          "step failed transferId=%s state=%s cause=\"%s\"",
          transfer.id(), transfer.state(), TransientFailures.describe(e));
      LOG.debug("step failed", e);
      database.change(
          tx ->
              store.releaseFailed(
                  tx, transfer.id(), configuration.firstPause(), configuration.longestPause()));
    } finally {
      LogContext.clear();
    }
  }

  private void runAndRelease(Transfer transfer) {
    try {
      runStep(transfer);
    } catch (RuntimeException e) {
      // The lease could not be given back; it ends by itself.
      LOG.warnf(
          "lease kept transferId=%s cause=\"%s\"", transfer.id(), TransientFailures.describe(e));
    } finally {
      slots.release();
    }
  }

  private void poll() {
    while (running) {
      try {
        if (startDue() == 0) {
          Thread.sleep(configuration.pollInterval());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warnf("due transfers cannot be read cause=\"%s\"", TransientFailures.describe(e));
        pauseAfterFailure();
      }
    }
  }

  private void pauseAfterFailure() {
    try {
      Thread.sleep(configuration.firstPause());
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }
}
