package io.stockbridge.registry.observation;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.registry.catalogue.KnownToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads the tokens that are due, batch after batch; replicas share the work. */
@ApplicationScoped
public class ObservationLoop {

  private static final Logger LOG = Logger.getLogger(ObservationLoop.class);

  private final Transactions transactions;
  private final DueTokens due;
  private final TokenReader reader;
  private final ObservationRecorder recorder;

  ObservationLoop(
      Transactions transactions, DueTokens due, TokenReader reader, ObservationRecorder recorder) {
    this.transactions = transactions;
    this.due = due;
    this.reader = reader;
    this.recorder = recorder;
  }

  @Scheduled(
      every = "${stockbridge.observation.tick:2s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> tick() {
    if (reader.chains().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return round()
        .onFailure()
        .invoke(
            cause ->
                LOG.warnf("tokens cannot be read cause=\"%s\"", TransientFailures.describe(cause)))
        .onFailure()
        .recoverWithNull();
  }

  /** One batch. The chains are asked between two transactions, never inside one. */
  Uni<Void> round() {
    return due.next()
        .chain(
            tokens ->
                tokens.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : read(tokens)
                        .chain(
                            sightings ->
                                transactions.run(session -> recorder.record(session, sightings))));
  }

  private Uni<List<Sighting>> read(List<KnownToken> tokens) {
    return Uni.createFrom()
        .item(() -> reader.read(tokens))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
