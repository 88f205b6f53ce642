package io.stockbridge.attestation.assets;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.attestation.store.Database;
import io.stockbridge.attestation.store.Tx;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.events.EventConsumer;
import io.stockbridge.kit.events.EventEnvelope;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
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
    String text = required(event.data(), "record");
    String signature = required(event.data(), "signature");
    if (!verifies(text, signature)) {
      throw new PoisonRecordException("the signature is not the pinned registrar's");
    }
    AssetRecord record;
    try {
      record = AssetRecord.parse(text);
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("asset record: " + e.getMessage(), e);
    }
    return database.within(session, tx -> store(tx, record, text, signature));
  }

  private boolean verifies(String text, String signature) {
    try {
      return Ed25519Verifier.verify(
          network.registrar().ed25519(),
          text.getBytes(StandardCharsets.UTF_8),
          Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private void store(Tx tx, AssetRecord record, String text, String signature) {
    Optional<String> known =
        tx.first(
                "select record from asset_record where isin = ?1 and version = ?2",
                record.isin().value(),
                record.version())
            .map(row -> row.text(0));
    if (known.isPresent()) {
      if (!known.get().equals(text)) {
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
        text,
        signature,
        clock.instant());
    LOG.infof("asset recorded isin=%s version=%d", record.isin(), record.version());
  }

  private static String required(JsonNode data, String field) {
    JsonNode value = data.get(field);
    if (value == null || !value.isTextual()) {
      throw new PoisonRecordException(field + ": missing or not text");
    }
    return value.textValue();
  }
}
