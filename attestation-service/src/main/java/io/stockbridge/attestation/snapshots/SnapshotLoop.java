package io.stockbridge.attestation.snapshots;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.TransientFailures;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.SigningHistory.SnapshotHead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Feeds the round with records and time. */
@ApplicationScoped
class SnapshotLoop {
  private static final Logger LOG = Logger.getLogger(SnapshotLoop.class);

  private final EventConsumer events;
  private final Database database;
  private final NetworkDescription network;
  private final SqlJournal journal;
  private final SnapshotRound round;
  private final SnapshotSettings settings;
  private final Clock clock;
  private final Semaphore wakeUps = new Semaphore(0);
  private final AtomicLong newestEpoch = new AtomicLong();
  private volatile boolean stopping;
  private @Nullable Thread loop;
  private volatile @Nullable String fault;

  SnapshotLoop(
      EventConsumer events,
      Database database,
      NetworkDescription network,
      OwnKeys keys,
      SqlJournal journal,
      SnapshotComputation view,
      SnapshotSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.events = events;
    this.database = database;
    this.network = network;
    this.journal = journal;
    this.settings = settings;
    this.clock = clock;
    this.round =
        new SnapshotRound(
            keys.id(),
            network,
            new EpochSchedule(
                settings.epochLength(),
                settings.leaderTimeout(),
                network.attesters().stream().map(Attester::id).toList()),
            new SnapshotRound.Limits(settings.maxClockSkew(), settings.validity()),
            keys.evm(),
            journal,
            view);
    meters.gauge("stockbridge_snapshot_epoch", newestEpoch);
  }

  @Incoming("snapshots")
  Uni<Void> onRecord(ConsumerRecord<String, String> record) {
    return events
        .consume("attestation-snapshots", record, this::apply)
        .invoke(() -> wakeUps.release());
  }

  void start(@Observes StartupEvent event) {
    loop = Thread.ofVirtual().name("snapshots").start(this::runForEver);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    if (loop != null) {
      loop.interrupt();
    }
  }

  private Uni<Void> apply(Mutiny.Session session, EventEnvelope event) {
    return database.within(
        session,
        tx -> {
          try {
            take(event);
          } catch (IllegalArgumentException e) {
            throw new PoisonRecordException(event.type() + ": " + e.getMessage(), e);
          }
        });
  }

  private void take(EventEnvelope event) {
    JsonNode data = event.data();
    switch (event.type()) {
      case "CutProposed" -> {
        CutProposal proposal = CutProposal.parse(data);
        boolean signed =
            network
                .attester(proposal.proposer())
                .filter(proposer -> proposal.isSignedBy(proposer.log(), data))
                .isPresent();
        if (!signed) {
          throw new PoisonRecordException("CutProposed: not signed by its proposer");
        }
        round.onProposal(proposal, clock.instant());
      }
      case "SnapshotSigned" ->
          round.onSignature(
              data.path("epoch").asLong(),
              data.path("attester").asText(),
              Bytes32.of(data.path("digest").asText()),
              EvmSignature.of(data.path("signature").asText()),
              clock.instant());
      case "SnapshotAgreed" -> round.onAgreed(AgreedSnapshot.parse(data));
      default -> LOG.debugf("record of unknown type type=%s", event.type());
    }
  }

  private void runForEver() {
    while (!stopping) {
      try {
        round.tick(clock.instant());
        journal.newestAgreed().map(SnapshotHead::epoch).ifPresent(newestEpoch::set);
        fault = null;
      } catch (RuntimeException failure) {
        if (stopping) {
          return;
        }
        // Every step starts again from the journal, so the next tick repeats what failed.
        String cause = TransientFailures.describe(failure);
        if (!cause.equals(fault)) {
          LOG.errorf("snapshot round failed cause=\"%s\"", cause);
        }
        fault = cause;
      }
      try {
        if (wakeUps.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
      } catch (InterruptedException interrupted) {
        return;
      }
    }
  }
}
