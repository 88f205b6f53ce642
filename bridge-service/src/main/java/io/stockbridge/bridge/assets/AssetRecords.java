package io.stockbridge.bridge.assets;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.stockbridge.bridge.database.Database;
import io.stockbridge.bridge.database.Tx;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
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
  private final ObjectMapper json;
  private final ChainPorts ports;

  AssetRecords(
      EventConsumer events,
      Database database,
      AssetStore store,
      ObjectMapper json,
      ChainPorts ports) {
    this.events = events;
    this.database = database;
    this.store = store;
    this.json = json;
    this.ports = ports;
  }

  @Incoming("assets")
  Uni<Void> onRecord(ConsumerRecord<String, String> record) {
    return events.consume(
        "bridge-assets",
        record,
        (session, event) -> database.inSession(session, tx -> apply(tx, event)).replaceWithVoid());
  }

  private boolean apply(Tx tx, EventEnvelope event) {
    if (!event.type().equals("AssetRecorded")) {
      return false;
    }
    Asset asset = new SignedAssetRecord(json, ports.network().registrar()).read(event.data());
    boolean taken = store.upsert(tx, asset);
    LOG.infof("asset record isin=%s version=%d taken=%s", asset.isin(), asset.version(), taken);
    return taken;
  }
}
