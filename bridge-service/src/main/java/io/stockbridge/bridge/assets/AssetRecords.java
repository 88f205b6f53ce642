package io.stockbridge.bridge.assets;

import io.smallrye.mutiny.Uni;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.chains.records.SignedAssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes asset records from the registry's topic. */
@ApplicationScoped
class AssetRecords {
  private static final Logger LOG = Logger.getLogger(AssetRecords.class);

  private final EventConsumer events;
  private final Database database;
  private final AssetStore store;
  private final ChainPorts ports;

  AssetRecords(EventConsumer events, Database database, AssetStore store, ChainPorts ports) {
    this.events = events;
    this.database = database;
    this.store = store;
    this.ports = ports;
  }

  @Incoming("assets")
  Uni<Void> onRecord(ConsumerRecord<String, String> record) {
    return events.consume(
        "bridge-assets",
        record,
        (session, event) -> database.within(session, tx -> apply(tx, event)));
  }

  private boolean apply(Tx tx, EventEnvelope event) {
    if (!event.type().equals("AssetRecorded")) {
      return false;
    }
    AssetRecord asset = read(event);
    boolean taken = store.upsert(tx, asset);
    LOG.infof("asset record isin=%s version=%d taken=%s", asset.isin(), asset.version(), taken);
    return taken;
  }

  private AssetRecord read(EventEnvelope event) {
    try {
      return SignedAssetRecord.read(event.data(), ports.network().registrar()).asset();
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("asset record: " + e.getMessage(), e);
    }
  }
}
