package io.stockbridge.attestation.assets;

import io.smallrye.mutiny.Uni;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.chains.records.SignedAssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Takes asset records whose signature is the pinned registrar's; everything else is poison. */
@ApplicationScoped
class AssetRecordConsumer {
  private static final Logger LOG = Logger.getLogger(AssetRecordConsumer.class);

  private final EventConsumer events;
  private final Database database;
  private final NetworkDescription network;
  private final AssetCatalogue catalogue;
  private final Clock clock;

  AssetRecordConsumer(
      EventConsumer events,
      Database database,
      NetworkDescription network,
      AssetCatalogue catalogue,
      Clock clock) {
    this.events = events;
    this.database = database;
    this.network = network;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @Incoming("assets")
  Uni<Void> onRecord(ConsumerRecord<String, String> record) {
    return events.consume("attestation-assets", record, this::apply).invoke(catalogue::refresh);
  }

  private Uni<Void> apply(Mutiny.Session session, EventEnvelope event) {
    if (!event.type().equals("AssetRecorded")) {
      return Uni.createFrom().voidItem();
    }
    SignedAssetRecord signed;
    try {
      signed = SignedAssetRecord.read(event.data(), network.registrar());
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("asset record: " + e.getMessage(), e);
    }
    return database.within(session, tx -> store(tx, signed));
  }

  private void store(Tx tx, SignedAssetRecord signed) {
    AssetRecord record = signed.asset();
    Optional<String> known =
        tx.first(
                "select record from asset_record where isin = ?1 and version = ?2",
                record.isin().value(),
                record.version())
            .map(row -> row.text(0));
    if (known.isPresent()) {
      if (!known.get().equals(signed.text())) {
        // The registrar signed two texts for one version: keep the first, never the second.
        throw new PoisonRecordException(
            "version "
                + record.version()
                + " of "
                + record.isin()
                + " is known with other content");
      }
      return;
    }
    tx.update(
        "insert into asset_record (isin, version, record, signature, received_at)"
            + " values (?1, ?2, ?3, ?4, ?5)",
        record.isin().value(),
        record.version(),
        signed.text(),
        signed.signature(),
        clock.instant());
    LOG.infof("asset recorded isin=%s version=%d", record.isin(), record.version());
  }
}
