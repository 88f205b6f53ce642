package io.stockbridge.attestation.guardian;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.attestation.network.ChainReaders;
import io.stockbridge.attestation.network.ChainSubmitters;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.TransientFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Looks at every EVM chain for itself: a chain that hangs delays no halt on another one. */
@ApplicationScoped
public class Guardian {
  private static final Logger LOG = Logger.getLogger(Guardian.class);

  private final List<Watch> watches = new ArrayList<>();
  private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  Guardian(
      NetworkDescription network,
      ChainReaders readers,
      ChainSubmitters submitters,
      Database database,
      ChainHalts halts,
      OwnKeys keys,
      GuardianSettings settings,
      Clock clock,
      MeterRegistry meters) {
    var memory = new HaltSender.Memory(database, halts, clock);
    for (EvmSubmitter submitter : submitters.all()) {
      ChainReader reader = readers.of(submitter.domain()).orElseThrow();
      HaltSender sender =
          new HaltSender(
              network.evmChain(submitter.domain()), reader, submitter, memory, keys, settings);
      AtomicInteger owed =
          meters.gauge(
              "stockbridge_chain_halts_owed",
              List.of(Tag.of("domain", submitter.domain().toString())),
              new AtomicInteger());
      watches.add(new Watch(submitter.domain().toString(), sender, owed, new AtomicBoolean(false)));
    }
  }

  private record Watch(
      String domain, HaltSender sender, AtomicInteger owed, AtomicBoolean running) {}

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    looks.shutdownNow();
  }

  @Scheduled(
      every = "${stockbridge.guardian.poll-interval:1S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void look() {
    for (Watch watch : watches) {
      if (!stopping && watch.running().compareAndSet(false, true)) {
        looks.execute(() -> look(watch));
      }
    }
  }

  private void look(Watch watch) {
    try {
      watch.owed().set(watch.sender().look());
    } catch (RuntimeException failure) {
      if (!stopping) {
        // What is owed stands in the database: the next look tries again.
        LOG.errorf(
            "halts cannot be brought onto the chain domain=%s cause=\"%s\"",
            watch.domain(), TransientFailures.describe(failure));
      }
    } finally {
      watch.running().set(false);
    }
  }
}
