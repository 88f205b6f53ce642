package io.stockbridge.registry.recording;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.events.Outbox;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.network.Network;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Tells Kafka what holds now of each instrument that has changed. */
@ApplicationScoped
class InstrumentEvents {

  private final Outbox outbox;
  private final Registrar registrar;
  private final Network network;

  InstrumentEvents(Outbox outbox, Registrar registrar, Network network) {
    this.outbox = outbox;
    this.registrar = registrar;
    this.network = network;
  }

  /**
   * Appends the records of the changes that are effective now. What is scheduled is told when its
   * time comes: a consumer takes the newest version for what holds.
   */
  Uni<Void> append(
      Mutiny.Session session,
      Draft draft,
      List<Change> changes,
      Map<String, Registrar.Signed> records) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Change change : changes) {
      if (change.id().kind() == EntryKind.INSTRUMENT && change.phase() == Change.Phase.EFFECTIVE) {
        Registrar.Signed full =
            Objects.requireNonNull(
                records.get(EntryWriter.recordOf(change.id(), change.version())));
        Asset asset = draft.asset(change.id().key()).orElse(null);
        done = done.chain(() -> append(session, change.id().key(), asset, full));
      }
    }
    return done;
  }

  private Uni<Void> append(
      Mutiny.Session session, String key, @Nullable Asset asset, Registrar.Signed full) {
    Uni<?> published =
        outbox.append(
            session, AssetRecorder.INSTRUMENTS_TOPIC, key, "InstrumentRecorded", event(full));
    if (asset != null && asset.content().isOwn()) {
      Registrar.Signed bridged = registrar.sign(AssetRecord.bridged(asset, network));
      published =
          published.chain(
              () ->
                  outbox.append(
                      session, AssetRecorder.ASSETS_TOPIC, key, "AssetRecorded", event(bridged)));
    }
    return published.replaceWithVoid();
  }

  private static Map<String, String> event(Registrar.Signed signed) {
    return Map.of(
        "record", signed.record(), "signature", signed.signature(), "keyId", signed.keyId());
  }
}
