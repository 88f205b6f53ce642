package io.stockbridge.bridge.snapshots;

import io.smallrye.mutiny.Uni;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes agreed snapshots whose quorum holds; proposals and single signatures are not ours. */
@ApplicationScoped
class SnapshotRecords {
  private static final Logger LOG = Logger.getLogger(SnapshotRecords.class);

  private final EventConsumer events;
  private final Database database;
  private final SnapshotStore store;
  private final ChainPorts ports;
  private final SnapshotConfiguration configuration;

  SnapshotRecords(
      EventConsumer events,
      Database database,
      SnapshotStore store,
      ChainPorts ports,
      SnapshotConfiguration configuration) {
    this.events = events;
    this.database = database;
    this.store = store;
    this.ports = ports;
    this.configuration = configuration;
  }

  @Incoming("snapshots")
  Uni<Void> onRecord(ConsumerRecord<String, String> record) {
    return events.consume(
        "bridge-snapshots",
        record,
        (session, event) -> database.within(session, tx -> apply(tx, event)));
  }

  private boolean apply(Tx tx, EventEnvelope event) {
    if (!event.type().equals("SnapshotAgreed")) {
      return false;
    }
    AgreedSnapshot agreed = AgreedSnapshot.read(ports.network(), event.data());
    boolean taken = store.insert(tx, agreed, event.data().toString(), configuration.kept());
    LOG.infof(
        "snapshot epoch=%d digest=%s taken=%s", agreed.snapshot().epoch(), agreed.digest(), taken);
    return taken;
  }
}
