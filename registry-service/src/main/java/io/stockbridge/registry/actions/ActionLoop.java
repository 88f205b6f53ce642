package io.stockbridge.registry.actions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves corporate actions on: by the clock, and each chain for itself, so that one that hangs holds
 * up no other. Of several replicas one at a time drives a chain.
 */
@ApplicationScoped
public class ActionLoop {

  private static final Logger LOG = Logger.getLogger(ActionLoop.class);
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(15);

  private final ActionRecorder recorder;
  private final Transactions transactions;
  private final List<Watch> watches;
  private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int moving;
  private volatile int lagging;
  private volatile @Nullable String failure;
  private volatile boolean stopping;

  ActionLoop(
      ActionRecorder recorder,
      ActionChains chains,
      Transactions transactions,
      MeterRegistry meters) {
    this.recorder = recorder;
    this.transactions = transactions;
    this.watches =
        chains.drivers().stream()
            .map(driver -> new Watch(driver, new AtomicBoolean(false)))
            .toList();
    Gauge.builder("stockbridge.registry.actions.moving", () -> moving)
        .description("corporate actions that are effective or being cancelled, but not everywhere")
        .register(meters);
    Gauge.builder("stockbridge.registry.actions.lagging", () -> lagging)
        .description("chains that are not where a corporate action wants them")
        .register(meters);
  }

  private record Watch(ChainDriver driver, AtomicBoolean running) {}

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    looks.shutdownNow();
  }

  /** Why the last round failed, or null. */
  @Nullable String failure() {
    return failure;
  }

  /** How many chains are not where an action wants them. */
  int lagging() {
    return lagging;
  }

  /** How many chains are driven. */
  int chainCount() {
    return watches.size();
  }

  @Scheduled(
      every = "${stockbridge.actions.poll-interval:2S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void tick() {
    try {
      moving = recorder.progress();
      lagging = recorder.lagging();
      failure = null;
    } catch (RuntimeException cause) {
      failure = TransientFailures.describe(cause);
      LOG.warnf("corporate actions cannot be moved on cause=\"%s\"", failure);
    }
    for (Watch watch : watches) {
      if (!stopping && watch.running().compareAndSet(false, true)) {
        looks.execute(() -> look(watch));
      }
    }
  }

  private void look(Watch watch) {
    ChainDriver driver = watch.driver();
    try {
      if (driver.isDue()) {
        transactions
            .exclusively("corporate-actions/" + driver.domain(), session -> look(driver))
            .await()
            .atMost(LONGEST_LOOK);
      }
    } catch (RuntimeException cause) {
      if (!stopping) {
        LOG.errorf(
            "corporate actions cannot be brought onto the chain domain=%s cause=\"%s\"",
            driver.domain(), TransientFailures.describe(cause));
      }
    } finally {
      watch.running().set(false);
    }
  }

  private Uni<Boolean> look(ChainDriver driver) {
    return Uni.createFrom()
        .item(
            () -> {
              driver.look();
              return true;
            })
        .runSubscriptionOn(looks);
  }
}
