package io.stockbridge.registry.writes;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Forgets keys that are old enough; replicas may do it at once. */
@ApplicationScoped
class KeyPurge {

  private static final Logger LOG = Logger.getLogger(KeyPurge.class);

  private final Transactions transactions;
  private final KeyStore store;
  private final WritesConfiguration configuration;
  private final Clock clock = Clock.systemUTC();

  KeyPurge(Transactions transactions, KeyStore store, WritesConfiguration configuration) {
    this.transactions = transactions;
    this.store = store;
    this.configuration = configuration;
  }

  @Scheduled(
      every = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> tick() {
    return purge()
        .onFailure()
        .invoke(
            cause ->
                LOG.warnf("keys are kept longer cause=\"%s\"", TransientFailures.describe(cause)))
        .onFailure()
        .recoverWithItem(0)
        .replaceWithVoid();
  }

  Uni<Integer> purge() {
    return transactions.run(
        session -> store.purge(session, clock.instant().minus(configuration.keepKeysFor())));
  }
}
