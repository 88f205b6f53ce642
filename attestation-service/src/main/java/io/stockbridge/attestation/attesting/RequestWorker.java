package io.stockbridge.attestation.attesting;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.logging.LogContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works off open requests, a bounded number at a time. A request is open until its answer is
 * committed, so a crash anywhere only repeats the work.
 */
@ApplicationScoped
public class RequestWorker {
  private static final Logger LOG = Logger.getLogger(RequestWorker.class);

  private final Database database;
  private final RequestStore store;
  private final Attesting attesting;
  private final AttestingSettings settings;
  private final MeterRegistry meters;
  private final Timer latency;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Set<UUID> working = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor;
  private volatile boolean stopping;
  private @Nullable Thread loop;

  RequestWorker(
      Database database,
      RequestStore store,
      Attesting attesting,
      AttestingSettings settings,
      MeterRegistry meters) {
    this.database = database;
    this.store = store;
    this.attesting = attesting;
    this.settings = settings;
    this.meters = meters;
    this.latency = meters.timer("stockbridge_attestation_decision");
    this.executor =
        Executors.newFixedThreadPool(settings.parallelRequests(), Thread.ofVirtual().factory());
  }

  /** There may be something to do. */
  void wake() {
    wakeUps.release();
  }

  void start(@Observes StartupEvent event) {
    loop = Thread.ofVirtual().name("attesting").start(this::workForEver);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    if (loop != null) {
      loop.interrupt();
    }
    executor.shutdownNow();
  }

  private void workForEver() {
    while (!stopping) {
      try {
        workOnce();
        if (wakeUps.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
      } catch (InterruptedException interrupted) {
        return;
      } catch (RuntimeException failure) {
        if (stopping) {
          return;
        }
        LOG.errorf(
            "open requests cannot be read cause=\"%s\"", TransientFailures.describe(failure));
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(settings.pollInterval());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts what is not under way yet and waits for none: a slow chain delays its own only. */
  private void workOnce() {
    for (RequestStore.OpenRequest request : database.inTransaction(store::open)) {
      if (working.add(request.id())) {
        executor.execute(() -> workAndLeave(request));
      }
    }
  }

  private void workAndLeave(RequestStore.OpenRequest request) {
    try {
      work(request);
    } catch (RuntimeException failure) {
      // Not even the failure could be stored: open still, tried again at the next look.
      LOG.errorf("open request is left cause=\"%s\"", TransientFailures.describe(failure));
    } finally {
      working.remove(request.id());
    }
  }

  private void work(RequestStore.OpenRequest open) {
    Optional<AttestationRequest> request =
        store.parse(open.body()).filter(each -> RequestForm.problemOf(each).isEmpty());
    if (request.isEmpty()) {
      database.change(tx -> store.close(tx, open.id()));
      LOG.errorf("stored request is no request, closed without an answer id=%s", open.id());
      return;
    }
    LogContext.putTransfer(request.get().messageId());
    try {
      decide(open, request.get());
    } catch (RuntimeException failure) {
      afterFailure(open, request.get(), failure);
    } finally {
      LogContext.clear();
    }
  }

  private void decide(RequestStore.OpenRequest open, AttestationRequest request) {
    Attesting.Decision decision = latency.record(() -> attesting.decide(request));
    if (decision == null) {
      throw new IllegalStateException("every request has a decision");
    }
    answer(open, decision);
  }

  private void answer(RequestStore.OpenRequest open, Attesting.Decision decision) {
    database.change(tx -> store.answer(tx, open, decision));
    report(decision.answer());
  }

  /**
   * A fault that passes by itself (the database is away, the service stops) costs no attempt. Any
   * other is tried again a bounded number of times: a request must never hold its place for ever.
   */
  private void afterFailure(
      RequestStore.OpenRequest open, AttestationRequest request, RuntimeException failure) {
    LOG.errorf("request failed cause=\"%s\"", TransientFailures.describe(failure));
    if (stopping || TransientFailures.isTransient(failure)) {
      return;
    }
    int attempts = database.inTransaction(tx -> store.countFailure(tx, open.id()));
    if (attempts >= settings.maxAttempts()) {
      answer(open, attesting.giveUp(request, attempts));
    }
  }

  private void report(AttestationAnswer answer) {
    AttestationAnswer.Refusal refusal = answer.refusal();
    String code = refusal == null ? "" : refusal.code();
    meters
        .counter("stockbridge_attestations_total", "outcome", answer.outcome(), "code", code)
        .increment();
    LOG.infof(
        "answered transfer=%s purpose=%s round=%d outcome=%s code=%s detail=\"%s\"",
        answer.messageId(),
        answer.purpose(),
        answer.round(),
        answer.outcome(),
        code,
        refusal == null ? "" : refusal.detail());
  }
}
